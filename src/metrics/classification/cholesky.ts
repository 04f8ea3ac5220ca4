/**
 * Solves A·x = b for a symmetric positive definite matrix by Cholesky's factorisation A = L·Lᵀ. `matrix` (size × size,
 * row after row; its lower triangle is read) becomes L, and `vector` becomes x. O(size³ / 3).
 * Throws where the matrix is not positive definite.
 * Source: Golub & Van Loan, Matrix Computations (2013), section 4.2.
 */
export function solveCholesky(matrix: Float64Array, vector: Float64Array): void {
  const size = vector.length;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++)
        sum -= (matrix[row * size + k] as number) * (matrix[column * size + k] as number);
      if (row > column) matrix[row * size + column] = sum / (matrix[column * size + column] as number);
      else if (sum > 0) matrix[row * size + row] = Math.sqrt(sum);
      else throw new Error("solveCholesky requires a positive definite matrix");
    }
  }
  for (let row = 0; row < size; row++) {
    let sum = vector[row] as number;
    for (let k = 0; k < row; k++) sum -= (matrix[row * size + k] as number) * (vector[k] as number);
    vector[row] = sum / (matrix[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = vector[row] as number;
    for (let k = row + 1; k < size; k++) sum -= (matrix[k * size + row] as number) * (vector[k] as number);
    vector[row] = sum / (matrix[row * size + row] as number);
  }
}
