namespace Twin.Cli.Operations;

internal enum StackFunction
{
    Extract,

    /// <summary>Makes tables from raw snapshots, which are never deleted.</summary>
    Transform,

    Repair,
}
