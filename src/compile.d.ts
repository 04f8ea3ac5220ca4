/** Compiles these folders of the project to JavaScript; the folder that holds them then. */
export function compile(folders?: readonly string[]): Promise<string>;
