using System.Collections.Immutable;
using Functions.Lake;
using Pulumi;

namespace Infra.Settings;

/// <summary>The configuration of a stack, read once and checked as a whole: see <see cref="KnownSettings"/>.</summary>
public sealed record StackSettings
{
    /// <summary>The playlists' ids, each once, in the order in which they are configured.</summary>
    public required ImmutableArray<string> Playlists { get; init; }

    /// <summary>The Spotify app's client id; not a secret.</summary>
    public required string ClientId { get; init; }

    /// <summary>The Spotify app's client secret.</summary>
    public required Output<string> ClientSecret { get; init; }

    /// <summary>The user's refresh token; null for client credentials.</summary>
    public required Output<string>? RefreshToken { get; init; }

    /// <summary>The day on which the user agreed; null where it is not configured.</summary>
    public required DateOnly? AuthorizedOn { get; init; }

    /// <summary>The person or team to ask about the stack.</summary>
    public required string Owner { get; init; }

    /// <summary>The schedule of the extraction: an EventBridge schedule expression, UTC.</summary>
    public required string Schedule { get; init; }

    /// <summary>The most requests to Spotify that start within any second.</summary>
    public required int RequestsPerSecond { get; init; }

    /// <summary>True if one concurrent execution is reserved for the extract function.</summary>
    public required bool ReserveConcurrency { get; init; }

    /// <summary>The memory of the extract function, in megabytes.</summary>
    public required int ExtractMemorySize { get; init; }

    /// <summary>The time limit of an extraction.</summary>
    public required TimeSpan ExtractTimeout { get; init; }

    /// <summary>The memory of the transform function, in megabytes.</summary>
    public required int TransformMemorySize { get; init; }

    /// <summary>The time limit for one snapshot.</summary>
    public required TimeSpan TransformTimeout { get; init; }

    /// <summary>The format of the tables' files.</summary>
    public required TableFormat TableFormat { get; init; }

    /// <summary>The first day of the tables. Queries find no earlier one.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>The schedule on which missing tables are made: an EventBridge schedule expression, UTC.</summary>
    public required string ReconcileSchedule { get; init; }

    /// <summary>The occasions on which the crawler runs.</summary>
    public required Crawl Crawl { get; init; }

    /// <summary>The encryption of the buckets.</summary>
    public required Encryption Encryption { get; init; }

    /// <summary>
    /// True if a bucket may be deleted with its objects; Pulumi's protection must be removed as well.
    /// </summary>
    public required bool DeleteData { get; init; }

    /// <summary>The retention of overwritten and deleted objects in the raw bucket, in days.</summary>
    public required int NoncurrentVersionRetentionDays { get; init; }

    /// <summary>The days for which the raw bucket locks each version; null for no lock.</summary>
    public required int? ObjectLockDays { get; init; }

    /// <summary>The retention of Athena's results, in days.</summary>
    public required int QueryResultRetentionDays { get; init; }

    /// <summary>The retention of the logs, in days.</summary>
    public required int LogRetentionDays { get; init; }

    /// <summary>The most bytes that a query may read; Athena cancels it above that.</summary>
    public required int BytesScannedCutoff { get; init; }

    /// <summary>The e-mail addresses for alarms and the budget; may be empty.</summary>
    public required ImmutableArray<string> AlarmEmails { get; init; }

    /// <summary>The monthly budget, in US dollars.</summary>
    public required int MonthlyBudget { get; init; }

    /// <summary>The costs that the budget counts.</summary>
    public required BudgetScope BudgetScope { get; init; }

    /// <summary>The Web API's address.</summary>
    public required Uri ApiBaseAddress { get; init; }

    /// <summary>The accounts service's address.</summary>
    public required Uri AccountsBaseAddress { get; init; }

    /// <summary>Reads the stack's configuration.</summary>
    /// <exception cref="RunException">The configuration is wrong; the message lists every mistake.</exception>
    public static StackSettings Read(Config config)
    {
        var reader = new SettingsReader(config.Get, config.GetSecret, new Config("aws").Get("region"));
        var settings = reader.Read();

        return reader.Problems.Count == 0
            ? settings
            : throw new RunException(string.Join('\n', ["The stack's configuration is not valid:", .. reader.Problems]));
    }
}
