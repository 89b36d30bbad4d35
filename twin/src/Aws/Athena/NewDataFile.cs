namespace Twin.Aws.Athena;

/// <summary>A data file that is not stored yet.</summary>
/// <param name="Partition">Its partition; empty without partitions.</param>
/// <param name="File">The local file.</param>
/// <param name="Rows">The number of its rows.</param>
public sealed record NewDataFile(string Partition, string File, long Rows);
