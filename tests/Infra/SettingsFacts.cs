using Infra.Settings;
using Pulumi;

namespace Tests.Infra;

public class SettingsFacts
{
    private static readonly Dictionary<string, string> Valid = new()
    {
        [SettingsReader.Playlists] =
            "3cEYpjA9oz9GiPac4AsH4n, spotify:playlist:37i9dQZEVXbMDoHDwVN2tF,"
            + "https://open.spotify.com/playlist/3cEYpjA9oz9GiPac4AsH4n?si=x",
        [SettingsReader.ClientId] = "an-id",
        [SettingsReader.ClientSecret] = "a-secret",
    };

    [Fact]
    public void Playlists_are_given_as_ids_URIs_or_addresses_and_count_once()
    {
        var (settings, problems) = Read(Valid);

        Assert.Empty(problems);
        Assert.Equal(["3cEYpjA9oz9GiPac4AsH4n", "37i9dQZEVXbMDoHDwVN2tF"], settings.Playlists);
    }

    [Fact]
    public void What_is_not_set_has_a_default_where_there_is_a_sensible_one()
    {
        var (settings, _) = Read(Valid);

        Assert.Equal("cron(0 6 * * ? *)", settings.Schedule);
        Assert.Equal(30, settings.LogRetentionDays);
        Assert.Equal(new Uri("https://api.spotify.com/v1/"), settings.ApiBaseAddress);
        Assert.Equal(new Uri("https://accounts.spotify.com/"), settings.AccountsBaseAddress);
        Assert.Null(settings.RefreshToken);
    }

    [Theory]
    [InlineData(SettingsReader.Playlists, "not-an-id")]
    [InlineData(SettingsReader.Playlists, " , ")]
    [InlineData(SettingsReader.ClientId, " ")]
    [InlineData(SettingsReader.Schedule, "every day")]
    [InlineData(SettingsReader.Schedule, "cron(0 6 * * *)")]
    [InlineData(SettingsReader.Schedule, "cron(0 25 * * ? *)")]
    [InlineData(SettingsReader.Schedule, "rate(1 days)")]
    [InlineData(SettingsReader.Schedule, "cron(0 6 31 2 ? *)")]
    [InlineData(SettingsReader.LogRetentionDays, "31")]
    [InlineData(SettingsReader.LogRetentionDays, "many")]
    [InlineData(SettingsReader.BytesScannedCutoff, "1")]
    [InlineData(SettingsReader.ApiBaseAddress, "http://api.spotify.com/v1/")]
    [InlineData(SettingsReader.ApiBaseAddress, "https://api.spotify.com/v1")]
    [InlineData(SettingsReader.AccountsBaseAddress, "accounts")]
    public void A_setting_that_is_wrong_is_named(string key, string value)
    {
        var (_, problems) = Read(new Dictionary<string, string>(Valid) { [key] = value });

        Assert.Contains(key, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var (_, problems) = Read(new Dictionary<string, string> { [SettingsReader.Schedule] = "never" });

        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("--secret clientSecret", StringComparison.Ordinal));
    }

    private static (StackSettings Settings, IReadOnlyList<string> Problems) Read(Dictionary<string, string> values)
    {
        var reader = new SettingsReader(
            values.GetValueOrDefault,
            key => values.TryGetValue(key, out var secret) ? Output.CreateSecret(secret) : null);
        return (reader.Read(), reader.Problems);
    }
}
