using Functions.Transform;

namespace Functions.Repair;

/// <summary>The environment variables of <see cref="RepairHandler"/>, which <c>infra</c> declares under these
/// names.</summary>
public static class RepairEnvironment
{
    /// <summary>The stack's name as its resources have it, <c>spotify-dev</c>; the metrics' dimension.</summary>
    public const string Stack = "STACK";

    /// <summary>The raw bucket's name.</summary>
    public const string RawBucket = "RAW_BUCKET";

    /// <summary>The processed bucket's name.</summary>
    public const string ProcessedBucket = "PROCESSED_BUCKET";

    /// <summary>The longest time between two reconciles, in minutes. The default is six hours.</summary>
    public const string ReconcileMinutes = "RECONCILE_MINUTES";

    /// <summary>The first day of the tables, <c>yyyy-MM-dd</c>. A replay of an earlier day is refused. Optional:
    /// without it every day can be replayed.</summary>
    public const string FirstDay = "FIRST_DAY";

    /// <summary>The format of the tables: <c>csv</c>, the default, or <c>jsonl</c>.</summary>
    public const string TableFormat = TransformEnvironment.TableFormat;
}
