export const launchArguments: readonly string[];
export const launchEnvironment: Readonly<Record<string, string>>;
