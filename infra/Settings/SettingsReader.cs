using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>Reads every setting and collects all mistakes, so that a person corrects them at once.</summary>
/// <param name="get">A setting's value by its key; null when it is not set.</param>
/// <param name="getSecret">The same for a secret.</param>
/// <param name="region"><c>aws:region</c>, which the provider reads; null where the environment gives it.</param>
public sealed partial class SettingsReader(
    Func<string, string?> get, Func<string, Output<string>?> getSecret, string? region)
{
    private readonly List<string> _problems = [];

    /// <summary>One line for each wrong setting: its key, its value, and the accepted values.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads all settings; the result is valid only while <see cref="Problems"/> is empty.</summary>
    public StackSettings Read()
    {
        if (region is not null && !RegionName().IsMatch(region))
        {
            _problems.Add($"  aws:region is '{region}'. It accepts a region of AWS, for example eu-central-1.");
        }

        var settings = new StackSettings
        {
            Playlists = Read(KnownSettings.Playlists),
            MineLimit = Read(KnownSettings.MineLimit),
            ClientId = Read(KnownSettings.ClientId),
            ClientSecret = ReadRequired(KnownSettings.ClientSecret),
            RefreshToken = ReadSecret(KnownSettings.RefreshToken),
            AuthorizedOn = Read(KnownSettings.AuthorizedOn),
            Owner = Read(KnownSettings.Owner),
            Tags = Read(KnownSettings.Tags),
            PermissionsBoundary = Read(KnownSettings.PermissionsBoundary),
            Schedule = Read(KnownSettings.Schedule),
            Plays = Read(KnownSettings.Plays),
            CountedMs = Read(KnownSettings.CountedMs),
            TimeZone = Read(KnownSettings.TimeZone),
            RequestsPerSecond = Read(KnownSettings.RequestsPerSecond),
            ReserveConcurrency = Read(KnownSettings.ReserveConcurrency),
            Transform = Read(KnownSettings.Transform),
            GlueVersion = Read(KnownSettings.GlueVersion),
            SparkWorkers = Read(KnownSettings.SparkWorkers),
            ExtractMemorySize = Read(KnownSettings.ExtractMemorySize),
            ExtractTimeout = TimeSpan.FromSeconds(Read(KnownSettings.ExtractTimeout)),
            TransformMemorySize = Read(KnownSettings.TransformMemorySize),
            TransformTimeout = TimeSpan.FromSeconds(Read(KnownSettings.TransformTimeout)),
            TableFormat = Read(KnownSettings.TableFormat),
            FirstDay = Read(KnownSettings.FirstDay),
            ReconcileSchedule = Read(KnownSettings.ReconcileSchedule),
            CrawlSchedule = Read(KnownSettings.Crawl),
            Encryption = Read(KnownSettings.Encryption),
            DeleteData = Read(KnownSettings.DeleteData),
            RawRetentionDays = Read(KnownSettings.RawRetentionDays),
            TableRetentionDays = Read(KnownSettings.TableRetentionDays),
            PlaysRetentionDays = Read(KnownSettings.PlaysRetentionDays),
            StoreUsers = Read(KnownSettings.StoreUsers),
            NoncurrentVersionRetentionDays = Read(KnownSettings.NoncurrentVersionRetentionDays),
            ObjectLockDays = Read(KnownSettings.ObjectLockDays),
            QueryResultRetentionDays = Read(KnownSettings.QueryResultRetentionDays),
            LogRetentionDays = Read(KnownSettings.LogRetentionDays),
            BytesScannedCutoff = Read(KnownSettings.BytesScannedCutoff),
            AlarmEmails = Read(KnownSettings.AlarmEmails),
            MonthlyBudget = Read(KnownSettings.MonthlyBudget),
            BudgetScope = Read(KnownSettings.BudgetScope),
            Snowflake = ReadSnowflake(),
            RolePath = Read(KnownSettings.RolePath),
            ApiBaseAddress = Read(KnownSettings.ApiBaseAddress),
            AccountsBaseAddress = Read(KnownSettings.AccountsBaseAddress),
        };
        CheckUser(settings);
        CheckLock(settings);
        return settings;
    }

    private T Read<T>(Setting<T> setting) => setting.Parse(
        (get(setting.Key) ?? setting.Default ?? "").Trim(), new SettingProblems(setting, _problems));

    private Output<string>? ReadSecret(Setting setting) => get(setting.Key) is "" ? null : getSecret(setting.Key);

    private Output<string> ReadRequired(Setting setting)
    {
        var secret = ReadSecret(setting);
        if (secret is null)
        {
            new SettingProblems(setting, _problems).Missing();
        }

        return secret ?? Output.CreateSecret("");
    }

    // A value that is wrong is one also for a stack with Athena alone.
    private SnowflakeSettings? ReadSnowflake()
    {
        var isUsed = Read(KnownSettings.Warehouse);
        string Name(Setting<string> setting)
        {
            var name = Read(setting);
            return isUsed ? SettingParsers.Required(name, new SettingProblems(setting, _problems)) : name;
        }

        var (organization, account, user) = (
            Name(KnownSettings.SnowflakeOrganization),
            Name(KnownSettings.SnowflakeAccount),
            Name(KnownSettings.SnowflakeUser));
        var (schedule, credits, reader) = (
            Read(KnownSettings.SnowflakeSchedule),
            Read(KnownSettings.SnowflakeCredits),
            Name(KnownSettings.SnowflakeReader));
        return !isUsed ? null : new SnowflakeSettings(
            organization,
            account,
            user,
            ReadRequired(KnownSettings.SnowflakePrivateKey),
            ReadSecret(KnownSettings.SnowflakePassphrase),
            schedule,
            credits,
            reader);
    }

    // What is a user's cannot be read without one.
    private void CheckUser(StackSettings settings)
    {
        if (settings.RefreshToken is not null)
        {
            return;
        }

        var own = settings.Playlists.Where(source => source.IsUsers).Select(source => source.Text).ToList();
        if (own.Count > 0)
        {
            new SettingProblems(KnownSettings.Playlists, _problems).Add(
                $"has {string.Join(" and ", own)} ({KnownSettings.Playlists.Default} by default), and "
                + $"{KnownSettings.RefreshToken.Key} is not set: these are a user's. Let the user agree with dotnet "
                + $"dev.cs login; an app with extended quota and no user sets {KnownSettings.Playlists.Key} to "
                + "playlists by id.");
        }

        if (settings.Plays)
        {
            new SettingProblems(KnownSettings.Plays, _problems).Add(
                $"is true and {KnownSettings.RefreshToken.Key} is not set: plays are a user's. Let the user agree with "
                + $"dotnet dev.cs login, or set {KnownSettings.Plays.Key} to false.");
        }
    }

    // A wrong number of days is already a problem, and read as none.
    private void CheckLock(StackSettings settings)
    {
        if (settings is { ObjectLockDays: { } days, NoncurrentVersionRetentionDays: >= 1 and var kept } && days > kept)
        {
            new SettingProblems(KnownSettings.ObjectLockDays, _problems).Add(string.Create(
                CultureInfo.InvariantCulture,
                $"is {days} and {KnownSettings.NoncurrentVersionRetentionDays.Key} is {kept}: S3 does not delete a "
                + $"version that is locked. Lock for {kept} days at most, or keep for {days}."));
        }
    }

    [GeneratedRegex(
        "^(af|ap|ca|cn|eu|eusc-de|il|me|mx|sa|us|us-gov|us-isob?)-"
        + "(north|south|east|west|central)?(north|south|east|west|central)-[0-9]$",
        RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();
}
