namespace Twin.Aws.Athena;

/// <summary>The size of a table.</summary>
/// <param name="Rows">The rows of all partitions.</param>
/// <param name="Partitions">The registered partitions.</param>
public sealed record TableSize(long Rows, int Partitions);
