using System.Collections.Immutable;

namespace Infra.Settings;

/// <summary>
/// The one list of all settings: <c>Pulumi.yaml</c> declares the same, and a test compares the two. A secret has no
/// default, since the Pulumi CLI refuses a default that is not encrypted.
/// </summary>
public static class KnownSettings
{
    /// <summary>The setting's key; the meaning of each is in <see cref="All"/>.</summary>
    public const string Playlists = "playlists";

    /// <inheritdoc cref="Playlists"/>
    public const string ClientId = "clientId";

    /// <inheritdoc cref="Playlists"/>
    public const string ClientSecret = "clientSecret";

    /// <inheritdoc cref="Playlists"/>
    public const string RefreshToken = "refreshToken";

    /// <inheritdoc cref="Playlists"/>
    public const string AuthorizedOn = "authorizedOn";

    /// <inheritdoc cref="Playlists"/>
    public const string Owner = "owner";

    /// <inheritdoc cref="Playlists"/>
    public const string Schedule = "schedule";

    /// <inheritdoc cref="Playlists"/>
    public const string RequestsPerSecond = "requestsPerSecond";

    /// <inheritdoc cref="Playlists"/>
    public const string ReserveConcurrency = "reserveConcurrency";

    /// <inheritdoc cref="Playlists"/>
    public const string ExtractMemorySize = "extractMemorySize";

    /// <inheritdoc cref="Playlists"/>
    public const string ExtractTimeout = "extractTimeout";

    /// <inheritdoc cref="Playlists"/>
    public const string TransformMemorySize = "transformMemorySize";

    /// <inheritdoc cref="Playlists"/>
    public const string TransformTimeout = "transformTimeout";

    /// <inheritdoc cref="Playlists"/>
    public const string TableFormat = "tableFormat";

    /// <inheritdoc cref="Playlists"/>
    public const string FirstDay = "firstDay";

    /// <inheritdoc cref="Playlists"/>
    public const string ReconcileSchedule = "reconcileSchedule";

    /// <inheritdoc cref="Playlists"/>
    public const string Crawl = "crawl";

    /// <inheritdoc cref="Playlists"/>
    public const string Encryption = "encryption";

    /// <inheritdoc cref="Playlists"/>
    public const string DeleteData = "deleteData";

    /// <inheritdoc cref="Playlists"/>
    public const string NoncurrentVersionRetentionDays = "noncurrentVersionRetentionDays";

    /// <inheritdoc cref="Playlists"/>
    public const string ObjectLockDays = "objectLockDays";

    /// <inheritdoc cref="Playlists"/>
    public const string QueryResultRetentionDays = "queryResultRetentionDays";

    /// <inheritdoc cref="Playlists"/>
    public const string LogRetentionDays = "logRetentionDays";

    /// <inheritdoc cref="Playlists"/>
    public const string BytesScannedCutoff = "bytesScannedCutoff";

    /// <inheritdoc cref="Playlists"/>
    public const string AlarmEmails = "alarmEmails";

    /// <inheritdoc cref="Playlists"/>
    public const string MonthlyBudget = "monthlyBudget";

    /// <inheritdoc cref="Playlists"/>
    public const string BudgetScope = "budgetScope";

    /// <inheritdoc cref="Playlists"/>
    public const string ApiBaseAddress = "apiBaseAddress";

    /// <inheritdoc cref="Playlists"/>
    public const string AccountsBaseAddress = "accountsBaseAddress";

    /// <summary>All settings, in the order in which a person needs them.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        new(Playlists, SettingType.String, null,
            "The playlists to read: ids, spotify:playlist:… or https://open.spotify.com/playlist/…, separated by commas"),
        new(ClientId, SettingType.String, null, "The client id of your app at https://developer.spotify.com/dashboard"),
        new(ClientSecret, SettingType.String, null, "The app's client secret") { Secret = true },
        new(RefreshToken, SettingType.String, null,
            "The user's refresh token, with the scopes playlist-read-private playlist-read-collaborative; "
            + "empty for an app with extended quota, which needs no user")
        {
            Secret = true,
        },
        new(AuthorizedOn, SettingType.String, "",
            "The day on which the user agreed, yyyy-MM-dd; Spotify ends the refresh token six months later. "
            + "Without it, the day on which the token was stored is used"),
        new(Owner, SettingType.String, null,
            "The person or team that is responsible for this stack: the tag 'owner' of all resources"),
        new(Schedule, SettingType.String, "cron(0 6 * * ? *)",
            "The schedule on which the playlists are read: an EventBridge schedule expression, UTC"),
        new(RequestsPerSecond, SettingType.Integer, "5",
            "Highest number of requests to Spotify in a second, 1 to 100; an app with extended quota may raise it"),
        new(ReserveConcurrency, SettingType.Boolean, "false",
            "true to reserve one concurrent execution for the extract function, which an account with a small quota "
            + "cannot; without it a lease in the raw bucket lets one extraction run at a time"),
        new(ExtractMemorySize, SettingType.Integer, "512", "Megabytes of the extract function, 128 to 10240"),
        new(ExtractTimeout, SettingType.Integer, "900", "Seconds that the extract function may take, 60 to 900"),
        new(TransformMemorySize, SettingType.Integer, "1024", "Megabytes of the transform function, 128 to 10240"),
        new(TransformTimeout, SettingType.Integer, "300", "Seconds that the transform function may take, 60 to 900"),
        new(TableFormat, SettingType.String, "csv",
            "The format of the tables: csv, or jsonl for one JSON object per row; see docs/operate.md before you "
            + "change it"),
        new(FirstDay, SettingType.String, "2026-11-01",
            "The first day of the tables, yyyy-MM-dd: set it to the day of the first deployment. "
            + "Earlier days are neither read nor made again, and each query lists a folder for each day since"),
        new(ReconcileSchedule, SettingType.String, "rate(6 hours)",
            "The schedule on which snapshots without tables are transformed: an EventBridge schedule expression, UTC"),
        new(Crawl, SettingType.String, "with-publication",
            "When the crawler registers partitions for Spark, EMR and Redshift Spectrum: with-publication, a cron "
            + "expression in UTC for a schedule of its own, or never for no crawler; Athena needs none. "
            + "A crawl costs at least 0.07 US dollars"),
        new(Encryption, SettingType.String, "SSE-S3",
            "SSE-S3, or SSE-KMS for a customer-managed key, which costs a dollar a month"),
        new(DeleteData, SettingType.Boolean, "false",
            "true to let a bucket be deleted with its objects, once its protection is removed too; see docs/deploy.md"),
        new(NoncurrentVersionRetentionDays, SettingType.Integer, "90",
            "Days for which the raw bucket keeps a version that was overwritten or deleted, from 1"),
        new(ObjectLockDays, SettingType.Integer, "0",
            "Days in which a version in the raw bucket can be deleted only by a caller who may bypass governance mode; "
            + "0 for no Object Lock"),
        new(QueryResultRetentionDays, SettingType.Integer, "30", "Days for which Athena's results are kept, from 1"),
        new(LogRetentionDays, SettingType.Integer, "30", "Days for which logs are kept, as CloudWatch allows"),
        new(BytesScannedCutoff, SettingType.Integer, "1073741824",
            "Bytes: Athena cancels a query that would read more; from 10485760"),
        new(AlarmEmails, SettingType.String, "",
            "The e-mail addresses that get the alarms and the notices about the budget, separated by commas"),
        new(MonthlyBudget, SettingType.Integer, "10",
            "US dollars a month that budgetScope may cost before alarmEmails get a notice, from 1"),
        new(BudgetScope, SettingType.String, "stack",
            "The costs that the budget counts: stack, by its tag, without the dashboard, custom metrics and other costs "
            + "that carry no tag; or account, all costs of the AWS account; see docs/deploy.md"),
        new(ApiBaseAddress, SettingType.String, "https://api.spotify.com/v1/", "The Web API's address"),
        new(AccountsBaseAddress, SettingType.String, "https://accounts.spotify.com/", "The accounts service's address"),
    ];

    /// <summary>The setting with this key.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public static Setting Get(string key) => All.Single(setting => setting.Key == key);
}
