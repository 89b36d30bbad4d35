using Functions.Transform;

namespace Functions.Repair;

/// <summary>
/// The environment variables that <see cref="RepairHandler"/> reads: <c>infra</c> declares them under these names.
/// </summary>
public static class RepairEnvironment
{
    /// <summary>The stack's name as in its resources, <c>spotify-dev</c>: the metrics' dimension.</summary>
    public const string Stack = "STACK";

    /// <summary>The raw bucket's name.</summary>
    public const string RawBucket = "RAW_BUCKET";

    /// <summary>The processed bucket's name.</summary>
    public const string ProcessedBucket = "PROCESSED_BUCKET";

    /// <summary>
    /// The longest time between two reconciles, in minutes; six hours where it is not set.
    /// </summary>
    public const string ReconcileMinutes = "RECONCILE_MINUTES";

    /// <summary>
    /// The first day of the tables, <c>yyyy-MM-dd</c>: no replay begins earlier. Absent: it may begin at any day.
    /// </summary>
    public const string FirstDay = "FIRST_DAY";

    /// <summary>How the tables are written: <c>csv</c> (also when it is not set) or <c>jsonl</c>.</summary>
    public const string TableFormat = TransformEnvironment.TableFormat;
}
