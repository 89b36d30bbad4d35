using System.Text.RegularExpressions;
using Functions.Extract;

namespace Infra.Settings;

/// <summary>The one list of all settings, from which <c>dotnet dev.cs graph --settings --write</c> writes
/// <c>Pulumi.yaml</c> and <c>docs/configure.md</c>. A secret has no default, since the Pulumi CLI refuses a default
/// that is not encrypted.</summary>
public static partial class KnownSettings
{
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
    private static readonly ImmutableArray<int> RetentionDaysThatCloudWatchAllows =
    [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ];

    // The properties below add themselves in their order; this list stands before them, so that it is there.
    private static readonly List<Setting> Declared = [];

    public static Setting<ImmutableArray<SourceId>> Playlists { get; } = Text(
        "playlists", "mine",
        "The sources to read, separated by commas: mine for all playlists that the user owns or collaborates on; "
        + "playlists by id, spotify:playlist:… or https://open.spotify.com/playlist/…; the user's charts "
        + "top-tracks:short, top-tracks:medium and top-tracks:long of 4 weeks, 6 and 12 months (top-tracks:short:200 "
        + "for that many, 100 without a number); liked for the liked songs; empty for plays or an import alone",
        SettingParsers.Playlists);

    public static Setting<int> MineLimit { get; } = Number(
        "mineLimit", ExtractEnvironment.DefaultMineLimit, 1, 10_000, "a number of playlists",
        "The most playlists that mine reads, {range}");

    public static Setting<string> ClientId { get; } = Text(
        "clientId", null, "The client id of your app at https://developer.spotify.com/dashboard",
        SettingParsers.Visible);

    public static Setting<string> ClientSecret { get; } =
        Add(new Setting<string>("clientSecret", "string", null, "The app's client secret", SettingParsers.Any)
        {
            Secret = true,
        });

    public static Setting<string> RefreshToken { get; } =
        Add(new Setting<string>(
            "refreshToken", "string", null,
            "The user's refresh token, with the scopes that dotnet dev.cs login asks for: those that the configured "
            + "sources and plays need; empty for an app with extended quota that reads playlists by id without a user",
            SettingParsers.Any)
        {
            Secret = true,
        });

    public static Setting<DateOnly?> AuthorizedOn { get; } = Text(
        "authorizedOn", "",
        "The day on which the user agreed, yyyy-MM-dd; Spotify ends the refresh token six months later. "
        + "Without it, the day on which the token was stored is used",
        SettingParsers.PastDay);

    public static Setting<string> Owner { get; } = Text(
        "owner", null, "The person or team that is responsible for this stack: the tag 'owner' of all resources",
        static (text, problems) =>
        {
            if (SettingParsers.Required(text, problems).Length > 0 && !ExtraTags.AcceptsValue(text))
            {
                problems.Wrong(text, $"what a tag accepts: up to 256 {ExtraTags.Characters}");
            }

            return text;
        });

    public static Setting<ImmutableArray<KeyValuePair<string, string>>> Tags { get; } = Text(
        "tags", "",
        "More tags of all resources, key=value, separated by commas, beside project, stack and owner",
        ExtraTags.Parse);

    public static Setting<string?> PermissionsBoundary { get; } = Text(
        "permissionsBoundary", "",
        "The ARN of the IAM policy that bounds what the stack's roles may do, whatever their own policies allow; empty "
        + "for no boundary",
        SettingParsers.PolicyArn);

    public static Setting<string> Schedule { get; } = Text(
        "schedule", "cron(0 6 * * ? *)",
        "The schedule on which the playlists are read: an EventBridge schedule expression, UTC",
        SettingParsers.Schedule);

    public static Setting<bool> Plays { get; } = Flag(
        "plays",
        "true to read every hour what the user has played, which needs a refresh token with the scope "
        + $"{ScheduledEvent.PlaysScope}. Spotify's Developer Policy says: 'Do not analyze the Spotify Content or the "
        + "Spotify Service for any purpose, including … usage statistics, user metrics'. It is your decision");

    public static Setting<int> CountedMs { get; } = Number(
        "countedMs", 30_000, 0, 600_000, "a number of milliseconds",
        "Milliseconds from which the named queries count a play, {range}");

    public static Setting<string> TimeZone { get; } = Text(
        "timeZone", "UTC",
        "The listener's time zone, of which the days and hours of the named queries over plays are: an IANA name such "
        + "as Europe/Berlin; tables and all other queries stay in UTC",
        SettingParsers.TimeZone);

    public static Setting<int> RequestsPerSecond { get; } = Number(
        "requestsPerSecond", 5, 1, 100, "a number of requests",
        "Highest number of requests to Spotify in a second, {range}; an app with extended quota may raise it");

    public static Setting<bool> ReserveConcurrency { get; } = Flag(
        "reserveConcurrency",
        "true to reserve one concurrent execution for the extract function, which an account with a small quota "
        + "cannot; without it a lease in the raw bucket lets one extraction run at a time");

    public static Setting<TransformEngine> Transform { get; } = Choice(
        "transform", "function",
        "What makes the tables: function, for each snapshot as soon as it is read; or spark, a Glue job that the "
        + "publication starts where tables are missing; see docs/operate.md",
        [("function", TransformEngine.Function), ("spark", TransformEngine.Spark)]);

    public static Setting<string> GlueVersion { get; } = Choice(
        "glueVersion", "5.1", "The version of Glue of the Spark job: 5.1 or 6.0", [("5.1", "5.1"), ("6.0", "6.0")]);

    // https://docs.aws.amazon.com/glue/latest/dg/add-job.html
    public static Setting<int> SparkWorkers { get; } = Number(
        "sparkWorkers", 2, 2, 299, "a number of workers",
        "G.1X workers of the Spark job, {range}: each costs 0.44 US dollars an hour");

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    public static Setting<int> ExtractMemorySize { get; } = Number(
        "extractMemorySize", 512, 128, 10_240, "a number of megabytes", "Megabytes of the extract function, {range}");

    public static Setting<int> ExtractTimeout { get; } = Number(
        "extractTimeout", 900, 60, 900, "a number of seconds", "Seconds that the extract function may take, {range}");

    public static Setting<int> TransformMemorySize { get; } = Number(
        "transformMemorySize", 1024, 128, 10_240, "a number of megabytes",
        "Megabytes of the transform function, {range}");

    public static Setting<int> TransformTimeout { get; } = Number(
        "transformTimeout", 300, 60, 900, "a number of seconds",
        "Seconds that the transform function may take, {range}");

    public static Setting<TableFormat> TableFormat { get; } = Choice(
        "tableFormat", "csv",
        "The format of the tables: csv, or jsonl for one JSON object per row; see docs/operate.md before you "
        + "change it",
        [.. Functions.Lake.TableFormat.All.Select(format => (format.Name, format))]);

    public static Setting<DateOnly> FirstDay { get; } = Text(
        "firstDay", "2026-11-01",
        "The first day of the tables, yyyy-MM-dd: set it to the day of the first deployment. "
        + "Earlier days are neither read nor made again, and each query lists a folder for each day since",
        SettingParsers.FirstDay);

    public static Setting<string> ReconcileSchedule { get; } = Text(
        "reconcileSchedule", "rate(6 hours)",
        "The schedule on which snapshots without tables are transformed: an EventBridge schedule expression, UTC",
        SettingParsers.Schedule);

    public static Setting<string?> Crawl { get; } = Text(
        "crawl", "weekly",
        "When the crawler looks for partitions that Spark, EMR and Redshift Spectrum lack: weekly (on Sundays at 8:00 "
        + "UTC), a cron expression in UTC, or never for no crawler. The publication registers them too, and Athena "
        + "needs none. A crawl costs at least 0.07 US dollars",
        SettingParsers.CrawlSchedule);

    public static Setting<Encryption> Encryption { get; } = Choice(
        "encryption", "SSE-S3", "SSE-S3, or SSE-KMS for a customer-managed key, which costs a dollar a month",
        [("SSE-S3", Settings.Encryption.SseS3), ("SSE-KMS", Settings.Encryption.SseKms)]);

    public static Setting<bool> DeleteData { get; } = Flag(
        "deleteData",
        "true to let a bucket be deleted with its objects, once its protection is removed too; see docs/deploy.md");

    public static Setting<KeptDays> RawRetentionDays { get; } = Kept(
        "rawRetentionDays", "400",
        "Days for which pages and manifests of playlists are kept, from {least}, or unlimited, which must be written: "
        + "see docs/privacy.md. An unchanged playlist is read again after half of them");

    public static Setting<KeptDays> TableRetentionDays { get; } = Kept(
        "tableRetentionDays", "400",
        "Days for which tables, analytics tables and plays of the API are kept, from {least}, or unlimited, which must "
        + "be written");

    public static Setting<KeptDays> PlaysRetentionDays { get; } = Kept(
        "playsRetentionDays", "unlimited",
        "Days for which an imported export and its plays are kept, from {least}, or unlimited");

    public static Setting<StoredUsers> StoreUsers { get; } = Choice(
        "storeUsers", "hashed",
        "The ids of users in tables, owner_id and added_by: hashed with a key of the stack; plain as Spotify sent them; "
        + "or none. Raw pages have them plain until they expire; see docs/privacy.md",
        [.. StoredUsers.All.Select(form => (form.Name, form))]);

    public static Setting<int> NoncurrentVersionRetentionDays { get; } = Number(
        "noncurrentVersionRetentionDays", 90, 1, null, "a number of days",
        "Days for which the raw bucket keeps a version that was overwritten or deleted, {range}; a page that has "
        + "expired is such a version");

    // At most 100 years (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html).
    public static Setting<int?> ObjectLockDays { get; } = Integer<int?>(
        "objectLockDays", 0,
        "Days in which a version in the raw bucket can be deleted only by a caller who may bypass governance mode; "
        + "0 for no Object Lock",
        static (text, problems) => SettingParsers.Number(
            text, problems, days => days <= 36_500, "a number of days from 1 to 36500, or 0 for no Object Lock")
            is > 0 and var days
            ? days
            : null);

    public static Setting<int> QueryResultRetentionDays { get; } = Number(
        "queryResultRetentionDays", 30, 1, null, "a number of days",
        "Days for which Athena's results are kept, {range}");

    public static Setting<int> LogRetentionDays { get; } = Integer(
        "logRetentionDays", 30, "Days for which logs are kept, as CloudWatch allows",
        static (text, problems) => SettingParsers.Number(
            text, problems, RetentionDaysThatCloudWatchAllows.Contains,
            $"one of {string.Join(", ", RetentionDaysThatCloudWatchAllows)}"));

    // Athena itself accepts a little less; the provider does not.
    public static Setting<int> BytesScannedCutoff { get; } = Integer(
        "bytesScannedCutoff", 1_073_741_824, "Bytes: Athena cancels a query that would read more; from 10485760",
        static (text, problems) => SettingParsers.Number(
            text, problems, bytes => bytes >= 10_485_760, $"a number of bytes from 10485760 to {int.MaxValue}"));

    public static Setting<ImmutableArray<string>> AlarmEmails { get; } = Text(
        "alarmEmails", "",
        "The e-mail addresses that get the alarms and the notices about the budget, separated by commas",
        SettingParsers.EmailAddresses);

    public static Setting<int> MonthlyBudget { get; } = Number(
        "monthlyBudget", 10, 1, null, "a whole number of US dollars,",
        "US dollars a month that budgetScope may cost before alarmEmails get a notice, {range}");

    public static Setting<BudgetScope> BudgetScope { get; } = Choice(
        "budgetScope", "stack",
        "The costs that the budget counts: stack, by its tag, without the dashboard, custom metrics and other costs "
        + "that carry no tag; or account, all costs of the AWS account; see docs/deploy.md",
        [("stack", Settings.BudgetScope.Stack), ("account", Settings.BudgetScope.Account)]);

    public static Setting<bool> Warehouse { get; } = Choice(
        "warehouse", "athena",
        "athena, or snowflake for the same tables and queries in Snowflake too, beside Athena; see docs/snowflake.md",
        [("athena", false), ("snowflake", true)]);

    public static Setting<string> SnowflakeOrganization { get; } = Text(
        "snowflakeOrganization", "", "The name of the organization in Snowflake; with warehouse: snowflake",
        SettingParsers.SnowflakeName);

    public static Setting<string> SnowflakeAccount { get; } = Text(
        "snowflakeAccount", "", "The account's name in that organization; with warehouse: snowflake",
        SettingParsers.SnowflakeName);

    public static Setting<string> SnowflakeUser { get; } = Text(
        "snowflakeUser", "", "The user of Snowflake who deploys, with the role ACCOUNTADMIN; with warehouse: snowflake",
        SettingParsers.SnowflakeName);

    public static Setting<string> SnowflakePrivateKey { get; } =
        Add(new Setting<string>(
            "snowflakePrivateKey", "string", null,
            "That user's private key: PKCS#8 in PEM, of RSA with 2048 bits or more; with warehouse: snowflake",
            SettingParsers.Any)
        {
            Secret = true,
            Optional = true,
        });

    public static Setting<string> SnowflakePassphrase { get; } =
        Add(new Setting<string>(
            "snowflakePassphrase", "string", null, "The passphrase of an encrypted private key; empty without one",
            SettingParsers.Any)
        {
            Secret = true,
            Optional = true,
        });

    public static Setting<string> SnowflakeSchedule { get; } = Text(
        "snowflakeSchedule", "0 8 * * *",
        "When Snowflake loads the files that have changed: five fields of cron in UTC, after the publication",
        SettingParsers.SnowflakeCron);

    public static Setting<int> SnowflakeCredits { get; } = Number(
        "snowflakeCredits", 10, 1, null, "a number of credits",
        "Credits a month after which Snowflake suspends the stack's warehouse, {range}");

    public static Setting<string> SnowflakeReader { get; } = Text(
        "snowflakeReader", "SYSADMIN", "The role in Snowflake that gets the role which reads tables and views",
        SettingParsers.SnowflakeName);

    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
    public static Setting<string> RolePath { get; } = Text(
        "rolePath", "/", "The path of all roles in IAM, with a slash at its begin and its end",
        static (text, problems) =>
        {
            if (!IamPath().IsMatch(text))
            {
                problems.Wrong(text, "/ or a path like /data/lake/, of up to 512 characters without blanks");
            }

            return text;
        });

    public static Setting<Uri> ApiBaseAddress { get; } = Text(
        "apiBaseAddress", "https://api.spotify.com/v1/", "The Web API's address", SettingParsers.Address);

    public static Setting<Uri> AccountsBaseAddress { get; } = Text(
        "accountsBaseAddress", "https://accounts.spotify.com/", "The accounts service's address",
        SettingParsers.Address);

    /// <summary>All settings, in the order in which a person needs them.</summary>
    public static ImmutableArray<Setting> All { get; } = [.. Declared];

    private static Setting<T> Text<T>(string key, string? standard, string description, SettingParser<T> parse) =>
        Add(new Setting<T>(key, "string", standard, description, parse));

    private static Setting<T> Choice<T>(
        string key, string standard, string description, ImmutableArray<(string Name, T Value)> choices) =>
        Text(key, standard, description, (text, problems) =>
        {
            if (choices.FirstOrDefault(choice => choice.Name == text) is { Name: not null } chosen)
            {
                return chosen.Value;
            }

            problems.Wrong(text, string.Join(" or ", choices.Select(choice => choice.Name)));
            return choices[0].Value;
        });

    private static Setting<bool> Flag(string key, string description) =>
        Add(new Setting<bool>(key, "boolean", "false", description, static (text, problems) =>
        {
            if (text is not ("true" or "false"))
            {
                problems.Wrong(text, "true or false");
            }

            return text == "true";
        }));

    private static Setting<T> Integer<T>(string key, int standard, string description, SettingParser<T> parse) =>
        Add(new Setting<T>(key, "integer", standard.ToString(CultureInfo.InvariantCulture), description, parse));

    // The description has the range where it says {range}.
    private static Setting<int> Number(
        string key, int standard, int least, int? most, string what, string description) =>
        Integer(
            key, standard,
            description.Replace(
                "{range}", most is null ? $"from {least}" : $"{least} to {most}", StringComparison.Ordinal),
            (text, problems) => SettingParsers.Number(
                text, problems, number => number >= least && number <= (most ?? int.MaxValue),
                most is null ? $"{what} from {least}" : $"{what} from {least} to {most}"));

    private static Setting<KeptDays> Kept(string key, string standard, string description) => Text(
        key,
        standard,
        description.Replace("{least}", $"{SettingParsers.LeastKept}", StringComparison.Ordinal),
        SettingParsers.Kept);

    private static Setting<T> Add<T>(Setting<T> setting)
    {
        Declared.Add(setting);
        return setting;
    }

    [GeneratedRegex(@"^/(?:[!-.0-~]+/)*\z(?<=^.{1,512})", RegexOptions.CultureInvariant)]
    private static partial Regex IamPath();
}
