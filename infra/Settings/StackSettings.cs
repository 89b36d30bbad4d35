using Infra.Schedules;

namespace Infra.Settings;

/// <summary>The configuration of a stack, read once and checked as a whole. <see cref="KnownSettings"/> tells the
/// meaning and the unit of each value.</summary>
public sealed record StackSettings
{
    /// <summary>The sources to read, each once, in the order in which they are set.</summary>
    public required ImmutableArray<SourceId> Playlists { get; init; }

    public required int MineLimit { get; init; }

    public required string ClientId { get; init; }
    public required Output<string> ClientSecret { get; init; }

    /// <summary>Null for client credentials.</summary>
    public required Output<string>? RefreshToken { get; init; }

    public required DateOnly? AuthorizedOn { get; init; }
    public required string Owner { get; init; }

    /// <summary>The tags beside those that the stack sets itself.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Tags { get; init; }

    /// <summary>Null for no boundary.</summary>
    public required string? PermissionsBoundary { get; init; }

    public required string Schedule { get; init; }

    /// <summary>The days of the week, from Monday, 1, on which a snapshot is due. Without playlists none is.</summary>
    public ImmutableArray<int> Weekdays => Playlists.IsEmpty ? [] : ScheduleExpression.Parse(Schedule).Weekdays();

    public required bool Plays { get; init; }
    public required int CountedMs { get; init; }
    public required string TimeZone { get; init; }
    public required int RequestsPerSecond { get; init; }
    public required bool ReserveConcurrency { get; init; }
    public required TransformEngine Transform { get; init; }
    public required string GlueVersion { get; init; }
    public required int SparkWorkers { get; init; }
    public required int ExtractMemorySize { get; init; }
    public required TimeSpan ExtractTimeout { get; init; }
    public required int TransformMemorySize { get; init; }
    public required TimeSpan TransformTimeout { get; init; }
    public required TableFormat TableFormat { get; init; }
    public required DateOnly FirstDay { get; init; }
    public required string ReconcileSchedule { get; init; }

    /// <summary>The crawler's schedule, a cron expression; null for no crawler.</summary>
    public required string? CrawlSchedule { get; init; }

    public required Encryption Encryption { get; init; }
    public required bool DeleteData { get; init; }
    public required KeptDays RawRetentionDays { get; init; }
    public required KeptDays TableRetentionDays { get; init; }
    public required KeptDays PlaysRetentionDays { get; init; }
    public required StoredUsers StoreUsers { get; init; }
    public required int NoncurrentVersionRetentionDays { get; init; }

    /// <summary>Null for no lock.</summary>
    public required int? ObjectLockDays { get; init; }

    public required int QueryResultRetentionDays { get; init; }
    public required int LogRetentionDays { get; init; }
    public required int BytesScannedCutoff { get; init; }
    public required ImmutableArray<string> AlarmEmails { get; init; }
    public required int MonthlyBudget { get; init; }
    public required BudgetScope BudgetScope { get; init; }

    /// <summary>Null for Athena alone.</summary>
    public required SnowflakeSettings? Snowflake { get; init; }

    /// <summary>The path of all roles, with a slash at its begin and its end.</summary>
    public required string RolePath { get; init; }

    public required Uri ApiBaseAddress { get; init; }
    public required Uri AccountsBaseAddress { get; init; }

    /// <summary>Reads the stack's configuration.</summary>
    /// <exception cref="RunException">The configuration is wrong; the message lists every mistake.</exception>
    public static StackSettings Read(Config config)
    {
        var reader = new SettingsReader(config.Get, config.GetSecret, new Config("aws").Get("region"));
        var settings = reader.Read();

        return reader.Problems.Count == 0
            ? settings
            : throw new RunException(
                string.Join('\n', ["The stack's configuration is not valid:", .. reader.Problems]));
    }
}

/// <summary>The engine that makes the tables as they become due. The repair function makes what is missing with
/// either.</summary>
public enum TransformEngine
{
    /// <summary>A function, which each manifest starts.</summary>
    Function,

    /// <summary>A Glue job, which the publication starts.</summary>
    Spark,
}

/// <summary>The settings of a stack with <c>warehouse: snowflake</c>.</summary>
/// <param name="PrivateKey">PKCS#8 in PEM.</param>
/// <param name="Passphrase">Null for a key that is not encrypted.</param>
/// <param name="Schedule">Five fields of cron, UTC.</param>
/// <param name="Credits">Credits a month.</param>
/// <param name="Reader">The role that gets the reading role.</param>
public sealed record SnowflakeSettings(
    string Organization,
    string Account,
    string User,
    Output<string> PrivateKey,
    Output<string>? Passphrase,
    string Schedule,
    int Credits,
    string Reader);

/// <summary>The costs that the monthly budget counts.</summary>
public enum BudgetScope
{
    /// <summary>The costs with the stack's tag.</summary>
    Stack,

    /// <summary>All costs of the account.</summary>
    Account,
}

/// <summary>The server-side encryption of the buckets' objects.</summary>
public enum Encryption
{
    /// <summary>With keys that S3 owns and manages: <c>SSE-S3</c>.</summary>
    SseS3,

    /// <summary>With the stack's own customer-managed KMS key, which also encrypts the secrets:
    /// <c>SSE-KMS</c>.</summary>
    SseKms,
}
