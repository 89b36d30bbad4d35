using Infra.Settings;
using Pulumi;

namespace Tests.Infra;

public class SettingsTests
{
    private static readonly Dictionary<string, string> Valid = new()
    {
        [KnownSettings.Playlists.Key] =
            "3cEYpjA9oz9GiPac4AsH4n, spotify:playlist:37i9dQZEVXbMDoHDwVN2tF,"
            + "https://open.spotify.com/playlist/3cEYpjA9oz9GiPac4AsH4n?si=x",
        [KnownSettings.ClientId.Key] = "an-id",
        [KnownSettings.ClientSecret.Key] = "a-secret",
        [KnownSettings.Owner.Key] = "data-team",
    };

    [Fact]
    public void Playlists_are_given_as_ids_URIs_or_addresses_and_count_once()
    {
        var (settings, problems) = Read(Valid);

        Assert.Empty(problems);
        Assert.Equal(["3cEYpjA9oz9GiPac4AsH4n", "37i9dQZEVXbMDoHDwVN2tF"], settings.Playlists.Select(source => source.Text));
    }

    [Fact]
    public void A_setting_that_is_not_set_has_its_default()
    {
        var (settings, _) = Read(Valid);

        Assert.Equal("cron(0 6 * * ? *)", settings.Schedule);
        Assert.Equal(new DateOnly(2026, 11, 1), settings.FirstDay);
        Assert.Equal(30, settings.LogRetentionDays);
        Assert.Equal(new Uri("https://api.spotify.com/v1/"), settings.ApiBaseAddress);
        Assert.Equal(new Uri("https://accounts.spotify.com/"), settings.AccountsBaseAddress);
        Assert.Null(settings.RefreshToken);
    }

    [Theory]
    [InlineData("playlists", "not-an-id")]
    [InlineData("playlists", "mine")]
    [InlineData("playlists", "top-tracks:week")]
    [InlineData("mineLimit", "0")]
    [InlineData("clientId", " ")]
    [InlineData("clientId", "an\tid")]
    [InlineData("schedule", "every day")]
    [InlineData("schedule", "cron(0 6 * * *)")]
    [InlineData("schedule", "cron(0 25 * * ? *)")]
    [InlineData("schedule", "rate(1 days)")]
    [InlineData("schedule", "cron(0 6 31 2 ? *)")]
    [InlineData("logRetentionDays", "31")]
    [InlineData("logRetentionDays", "many")]
    [InlineData("bytesScannedCutoff", "1")]
    [InlineData("apiBaseAddress", "http://api.spotify.com/v1/")]
    [InlineData("apiBaseAddress", "https://api.spotify.com/v1")]
    [InlineData("apiBaseAddress", "https://user@api.spotify.com/v1/")]
    [InlineData("apiBaseAddress", "https://api.spotify.com/v1/?next=/")]
    [InlineData("apiBaseAddress", "https://api.spotify.com/v1/#/")]
    [InlineData("accountsBaseAddress", "accounts")]
    [InlineData("owner", " ")]
    [InlineData("owner", "a|b")]
    [InlineData("tags", "team")]
    [InlineData("tags", "=data")]
    [InlineData("tags", "team=a|b")]
    [InlineData("tags", "AWS:team=a")]
    [InlineData("tags", "Stack=a")]
    [InlineData("tags", "team=a,Team=b")]
    [InlineData("tags", "a=,b=,c=,d=,e=,f=,g=,h=")]
    [InlineData("permissionsBoundary", "boundary")]
    [InlineData("permissionsBoundary", "arn:aws:iam::123456789012:role/boundary")]
    [InlineData("permissionsBoundary", "arn:aws:iam::1234:policy/boundary")]
    [InlineData("permissionsBoundary", "arn:aws:iam::123456789012:policy/*")]
    [InlineData("authorizedOn", "1.11.2026")]
    [InlineData("authorizedOn", "2026-02-30")]
    [InlineData("authorizedOn", "9999-12-31")]
    [InlineData("firstDay", "")]
    [InlineData("firstDay", "0001-01-01")]
    [InlineData("firstDay", "9999-12-31")]
    [InlineData("firstDay", "1.11.2026")]
    [InlineData("firstDay", "2026-02-30")]
    [InlineData("countedMs", "600001")]
    [InlineData("timeZone", "+02:00")]
    [InlineData("timeZone", "W. Europe Standard Time")]
    [InlineData("timeZone", "posix/Europe/Berlin")]
    [InlineData("timeZone", "europe/berlin")]
    [InlineData("timeZone", "Europe/Berlin' OR '1'='1")]
    [InlineData("requestsPerSecond", "0")]
    [InlineData("requestsPerSecond", "101")]
    [InlineData("extractMemorySize", "64")]
    [InlineData("transformMemorySize", "10241")]
    [InlineData("extractTimeout", "901")]
    [InlineData("transformTimeout", "15m")]
    [InlineData("encryption", "AES256")]
    [InlineData("tableFormat", "parquet")]
    [InlineData("deleteData", "yes")]
    [InlineData("noncurrentVersionRetentionDays", "0")]
    [InlineData("rawRetentionDays", "29")]
    [InlineData("tableRetentionDays", "forever")]
    [InlineData("playsRetentionDays", "0")]
    [InlineData("objectLockDays", "-1")]
    [InlineData("objectLockDays", "36501")]
    [InlineData("objectLockDays", "91")]
    [InlineData("queryResultRetentionDays", "-1")]
    [InlineData("alarmEmails", "someone@example.com,someone")]
    [InlineData(
        "alarmEmails", "a@b.io,c@b.io,d@b.io,e@b.io,f@b.io,g@b.io,h@b.io,i@b.io,j@b.io,k@b.io,l@b.io")]
    [InlineData("monthlyBudget", "0")]
    [InlineData("budgetScope", "organization")]
    [InlineData("bytesScannedCutoff", "10000000")]
    [InlineData("bytesScannedCutoff", "10000000000")]
    [InlineData("authorizedOn", "2026-11-21 00:00:00 +0000 UTC")]
    [InlineData("alarmEmails", "someone@example")]
    [InlineData("plays", "yes")]
    [InlineData("plays", "true")]
    [InlineData("schedule", "cron(0 6 1 1 ? 2020)")]
    [InlineData("warehouse", "redshift")]
    [InlineData("snowflakeAccount", "a-b")]
    [InlineData("snowflakeSchedule", "cron(0 8 * * ? *)")]
    [InlineData("snowflakeCredits", "0")]
    [InlineData("rolePath", "data/lake")]
    [InlineData("rolePath", "/data lake/")]
    [InlineData("aws:region", "Frankfurt")]
    [InlineData("aws:region", "eu-centrall-1")]
    public void A_setting_that_is_wrong_is_named(string key, string value)
    {
        var (_, problems) = Read(new Dictionary<string, string>(Valid) { [key] = value });

        Assert.Contains(key, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_zone_that_does_not_exist_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "without ICU, Windows does not know the zones of IANA");

        var (_, problems) = Read(
            new Dictionary<string, string>(Valid) { [KnownSettings.TimeZone.Key] = "Europe/Nowhere" });

        Assert.Contains("Europe/Nowhere", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("90", 90)]
    public void Versions_are_locked_for_some_days_or_not_at_all(string text, int? days)
    {
        var (settings, problems) = Read(
            new Dictionary<string, string>(Valid) { [KnownSettings.ObjectLockDays.Key] = text });

        Assert.Empty(problems);
        Assert.Equal(days, settings.ObjectLockDays);
    }

    [Theory]
    [InlineData("30", "31")]
    [InlineData("1", "36500")]
    public void A_lock_that_outlasts_the_days_for_which_versions_are_kept_is_refused_by_both_names(
        string kept, string locked)
    {
        var (_, problems) = Read(new Dictionary<string, string>(Valid)
        {
            [KnownSettings.NoncurrentVersionRetentionDays.Key] = kept,
            [KnownSettings.ObjectLockDays.Key] = locked,
        });

        var problem = Assert.Single(problems);
        Assert.Contains($"objectLockDays is {locked}", problem, StringComparison.Ordinal);
        Assert.Contains($"noncurrentVersionRetentionDays is {kept}", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "mine")]
    [InlineData("", "")]
    [InlineData(" , ", "")]
    [InlineData("top-tracks-long:100,liked,mine,liked,top-tracks:short:50", "top-tracks:long,liked,mine,top-tracks:short:50")]
    public void The_sources_are_those_that_are_set_also_none_or_the_default(string? text, string sources)
    {
        var values = new Dictionary<string, string>(Valid) { [KnownSettings.RefreshToken.Key] = "a-token" };
        values.Remove(KnownSettings.Playlists.Key);
        if (text is not null)
        {
            values.Add(KnownSettings.Playlists.Key, text);
        }

        var (settings, problems) = Read(values);

        Assert.Empty(problems);
        Assert.Equal(sources, string.Join(',', settings.Playlists.Select(source => source.Text)));
    }

    [Fact]
    public void Two_lengths_of_one_chart_are_refused()
    {
        var problem = Assert.Single(Read(new Dictionary<string, string>(Valid)
        {
            [KnownSettings.Playlists.Key] = "top-tracks:short,top-tracks:short:200",
            [KnownSettings.RefreshToken.Key] = "a-token",
        }).Problems);

        Assert.Contains("top-tracks:short and top-tracks:short:200", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "playlists has mine (mine by default)")]
    [InlineData("3cEYpjA9oz9GiPac4AsH4n,liked,top-tracks:short:200", "playlists has liked and top-tracks:short:200")]
    public void What_is_a_users_is_refused_without_a_refresh_token(string? text, string named)
    {
        var values = new Dictionary<string, string>(Valid) { [KnownSettings.RefreshToken.Key] = "" };
        values.Remove(KnownSettings.Playlists.Key);
        if (text is not null)
        {
            values.Add(KnownSettings.Playlists.Key, text);
        }

        var problem = Assert.Single(Read(values).Problems);

        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.Contains("dotnet dev.cs login", problem, StringComparison.Ordinal);
        Assert.Contains("sets playlists to playlists by id", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var (_, problems) = Read(new Dictionary<string, string> { [KnownSettings.Schedule.Key] = "never" });

        Assert.Equal(5, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("--secret clientSecret", StringComparison.Ordinal));
    }

    [Fact]
    public void Snowflake_needs_an_account_a_user_and_its_key()
    {
        var (settings, problems) = Read(new Dictionary<string, string>(Valid)
        {
            [KnownSettings.Warehouse.Key] = "snowflake",
        });

        Assert.Equal(
            ["snowflakeOrganization", "snowflakeAccount", "snowflakeUser", "snowflakePrivateKey"],
            problems.Select(problem => problem.TrimStart().Split(' ')[0]));
        Assert.All(problems, problem => Assert.Contains("pulumi config set ", problem, StringComparison.Ordinal));
        Assert.Equal(("0 8 * * *", 10, "SYSADMIN"), (
            settings.Snowflake?.Schedule, settings.Snowflake?.Credits, settings.Snowflake?.Reader));
        Assert.Null(Read(Valid).Settings.Snowflake);
    }

    [Fact]
    public async Task Secrets_are_read_as_secrets()
    {
        var (settings, _) = Read(
            new Dictionary<string, string>(Valid) { [KnownSettings.RefreshToken.Key] = "a-token" });

        Assert.True(await Output.IsSecretAsync(settings.ClientSecret));
        Assert.True(await Output.IsSecretAsync(settings.RefreshToken!));
    }

    private static (StackSettings Settings, IReadOnlyList<string> Problems) Read(Dictionary<string, string> values)
    {
        var reader = new SettingsReader(
            values.GetValueOrDefault,
            key => values.TryGetValue(key, out var secret) ? Output.CreateSecret(secret) : null,
            values.GetValueOrDefault("aws:region"));
        return (reader.Read(), reader.Problems);
    }
}
