using System.Collections.Immutable;
using Functions.Lake;
using Pulumi;

namespace Infra.Settings;

/// <summary>What a person may configure, read once and checked as a whole: see <see cref="KnownSettings"/>.</summary>
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

    /// <summary>The day on which the user agreed; null where nobody said.</summary>
    public required DateOnly? AuthorizedOn { get; init; }

    /// <summary>Whom to ask.</summary>
    public required string Owner { get; init; }

    /// <summary>An EventBridge schedule expression, UTC.</summary>
    public required string Schedule { get; init; }

    /// <summary>Requests to Spotify that start within any second.</summary>
    public required int RequestsPerSecond { get; init; }

    /// <summary>Megabytes.</summary>
    public required int ExtractMemorySize { get; init; }

    /// <summary>The longest a run may take.</summary>
    public required TimeSpan ExtractTimeout { get; init; }

    /// <summary>Megabytes.</summary>
    public required int TransformMemorySize { get; init; }

    /// <summary>The longest that one snapshot may take.</summary>
    public required TimeSpan TransformTimeout { get; init; }

    /// <summary>How the tables are written.</summary>
    public required TableFormat TableFormat { get; init; }

    /// <summary>The first day of the tables: no query finds an earlier one.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>An EventBridge schedule expression, UTC: when tables that are missing are made.</summary>
    public required string ReconcileSchedule { get; init; }

    /// <summary>How the buckets are encrypted.</summary>
    public required Encryption Encryption { get; init; }

    /// <summary>Whether a bucket may be deleted with what it holds; Pulumi's protection must be lifted as well.</summary>
    public required bool DeleteData { get; init; }

    /// <summary>How long the raw bucket keeps what was overwritten or deleted.</summary>
    public required int NoncurrentVersionRetentionDays { get; init; }

    /// <summary>How long Athena's results are kept.</summary>
    public required int QueryResultRetentionDays { get; init; }

    /// <summary>How long logs are kept.</summary>
    public required int LogRetentionDays { get; init; }

    /// <summary>Athena cancels a query that would read more bytes.</summary>
    public required int BytesScannedCutoff { get; init; }

    /// <summary>Who is told of alarms and of the budget; may be empty.</summary>
    public required ImmutableArray<string> AlarmEmails { get; init; }

    /// <summary>US dollars.</summary>
    public required int MonthlyBudget { get; init; }

    /// <summary>The Web API's address.</summary>
    public required Uri ApiBaseAddress { get; init; }

    /// <summary>The accounts service's address.</summary>
    public required Uri AccountsBaseAddress { get; init; }

    /// <summary>Reads the stack's configuration.</summary>
    /// <exception cref="RunException">Something is wrong; the message lists all of it.</exception>
    public static StackSettings Read(Config config)
    {
        var reader = new SettingsReader(config.Get, config.GetSecret, new Config("aws").Get("region"));
        var settings = reader.Read();

        return reader.Problems.Count == 0
            ? settings
            : throw new RunException(string.Join('\n', ["The stack's configuration is not valid:", .. reader.Problems]));
    }
}
