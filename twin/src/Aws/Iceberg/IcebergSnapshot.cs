namespace Twin.Aws.Iceberg;

/// <summary>The state of an Iceberg table after a commit.</summary>
/// <param name="Version">The number of the commit, from 1; 0 for a table to which nothing was written yet.</param>
/// <param name="Operation">The statement that made it, such as <c>MERGE</c>.</param>
/// <param name="Files">The table's data files.</param>
public sealed record IcebergSnapshot(
    int Version, DateTimeOffset CommittedAt, string Operation, ImmutableArray<IcebergFile> Files)
{
    /// <summary>The state of a table to which nothing was written yet.</summary>
    public static IcebergSnapshot Empty { get; } = new(0, DateTimeOffset.UnixEpoch, "", []);
}
