using Functions.Extract;
using Functions.Transform;

namespace Functions.Repair;

/// <summary>The settings of <see cref="RepairHandler"/>, from the variables of
/// <see cref="RepairEnvironment"/>.</summary>
internal sealed record RepairSettings(string Stack, string RawBucket, string ProcessedBucket)
{
    public TableFormat Format { get; init; } = TableFormat.Csv;

    /// <summary>The first day of the tables; null: every day can be replayed.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The retention of pages of playlists.</summary>
    public KeptDays RawRetention { get; init; }

    /// <summary>The retention of tables of playlists, and of plays of the API. A replay of an earlier day is
    /// refused.</summary>
    public KeptDays TableRetention { get; init; }

    /// <summary>The retention of imports.</summary>
    public KeptDays PlaysRetention { get; init; }

    /// <summary>The form of users' ids.</summary>
    public StoredUsers Users { get; init; } = StoredUsers.Plain;

    /// <summary>The name of the parameter of <see cref="UsersKey"/>; null only if no ids are hashed.</summary>
    public string? UsersKeyParameter { get; init; }

    /// <summary>The longest time between two reconciles.</summary>
    public TimeSpan ReconcilePeriod { get; init; } = TimeSpan.FromHours(6);

    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public static RepairSettings From(FunctionEnvironment environment) => new(
        environment.Required(RepairEnvironment.Stack),
        environment.Required(RepairEnvironment.RawBucket),
        environment.Required(RepairEnvironment.ProcessedBucket))
    {
        Format = environment.TableFormat(RepairEnvironment.TableFormat),
        FirstDay = environment.Day(RepairEnvironment.FirstDay),
        RawRetention = environment.Kept(RepairEnvironment.RawRetentionDays),
        TableRetention = environment.Kept(RepairEnvironment.TableRetentionDays),
        PlaysRetention = environment.Kept(RepairEnvironment.PlaysRetentionDays),
        Users = environment.StoredUsers(TransformEnvironment.StoreUsers),
        UsersKeyParameter = TransformEnvironment.UsersKeyIn(environment),
        ReconcilePeriod = TimeSpan.FromMinutes(
            environment.Count(RepairEnvironment.ReconcileMinutes, whenUnset: 6 * 60)),
    };
}

/// <summary>The environment variables of <see cref="RepairHandler"/>, which <c>infra</c> declares under these
/// names.</summary>
public static class RepairEnvironment
{
    /// <summary>The stack's name as its resources have it, <c>spotify-dev</c>; the metrics' dimension.</summary>
    public const string Stack = "STACK";

    public const string RawBucket = "RAW_BUCKET";

    public const string ProcessedBucket = "PROCESSED_BUCKET";

    /// <summary>The longest time between two reconciles, in minutes. The default is six hours.</summary>
    public const string ReconcileMinutes = "RECONCILE_MINUTES";

    /// <summary>The first day of the tables, <c>yyyy-MM-dd</c>. A replay of an earlier day is refused. Optional:
    /// without it every day can be replayed.</summary>
    public const string FirstDay = "FIRST_DAY";

    /// <summary>The days for which pages of playlists are kept. Optional: without it they are kept for an unlimited
    /// time.</summary>
    public const string RawRetentionDays = ExtractEnvironment.RawRetentionDays;

    public const string TableRetentionDays = TransformEnvironment.TableRetentionDays;

    public const string PlaysRetentionDays = TransformEnvironment.PlaysRetentionDays;

    /// <summary>The format of the tables: <c>csv</c>, the default, or <c>jsonl</c>.</summary>
    public const string TableFormat = TransformEnvironment.TableFormat;
}
