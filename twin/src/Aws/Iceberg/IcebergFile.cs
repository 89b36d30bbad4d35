namespace Twin.Aws.Iceberg;

/// <summary>A data file of an Iceberg table.</summary>
/// <param name="Partition">The partition, such as <c>snapshot_date_month=2026-11</c>; empty without partitions.</param>
/// <param name="Bytes">The size in bytes.</param>
public sealed record IcebergFile(string Key, string Partition, long Rows, long Bytes);
