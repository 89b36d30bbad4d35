using Functions.Hosting;

namespace Tests.Functions.Hosting;

public sealed class FunctionEnvironmentTests
{
    private readonly Dictionary<string, string> _variables = new()
    {
        [ExtractEnvironment.Stack] = "spotify-dev",
        [ExtractEnvironment.RawBucket] = "raw",
        [ExtractEnvironment.PlaylistListKey] = "settings/playlists.txt",
        [ExtractEnvironment.ClientId] = "client",
        [ExtractEnvironment.ClientSecretParameter] = "/secret",
    };

    [Fact]
    public void The_extract_needs_few_variables()
    {
        var settings = ExtractSettings.From(Environment());

        Assert.Equal(
            ("spotify-dev", "raw", "settings/playlists.txt", "client", "/secret"),
            (settings.Stack, settings.RawBucket, settings.PlaylistListKey, settings.ClientId,
                settings.ClientSecretParameter));
        Assert.Null(settings.RefreshTokenParameter);
        Assert.Null(settings.AuthorizedOn);
        Assert.Null(settings.FirstDay);
        Assert.Equal("https://api.spotify.com/v1/", settings.ApiBaseAddress.AbsoluteUri);
        Assert.Equal("https://accounts.spotify.com/", settings.AccountsBaseAddress.AbsoluteUri);
    }

    [Fact]
    public void A_users_authorization_needs_a_parameter_for_new_refresh_tokens()
    {
        _variables[ExtractEnvironment.RefreshTokenParameter] = "/token";

        var refusal = Assert.Throws<InvalidOperationException>(() => ExtractSettings.From(Environment()));

        Assert.Contains(ExtractEnvironment.GivenRefreshTokenParameter, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_end_with_a_slash()
    {
        _variables[ExtractEnvironment.ApiBaseAddress] = "http://127.0.0.1:5000/v1";
        _variables[ExtractEnvironment.AccountsBaseAddress] = "http://127.0.0.1:5000";

        var settings = ExtractSettings.From(Environment());

        Assert.Equal("http://127.0.0.1:5000/v1/", settings.ApiBaseAddress.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:5000/", settings.AccountsBaseAddress.AbsoluteUri);
    }

    [Fact]
    public void The_day_of_the_authorization_is_read()
    {
        _variables[ExtractEnvironment.AuthorizedOn] = " 2026-11-21 ";

        Assert.Equal(new DateOnly(2026, 11, 21), ExtractSettings.From(Environment()).AuthorizedOn);
    }

    [Fact]
    public void The_variable_of_the_first_day_is_read()
    {
        _variables[ExtractEnvironment.FirstDay] = "2026-11-01";

        Assert.Equal(new DateOnly(2026, 11, 1), ExtractSettings.From(Environment()).FirstDay);
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(" 20 ", 20)]
    public void The_pace_is_read_and_has_a_default(string? text, int pace)
    {
        _variables[ExtractEnvironment.RequestsPerSecond] = text ?? "";

        Assert.Equal(pace, ExtractSettings.From(Environment()).RequestsPerSecond);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("fast")]
    public void An_invalid_pace_is_refused_by_name(string text)
    {
        _variables[ExtractEnvironment.RequestsPerSecond] = text;

        var refusal = Assert.Throws<InvalidOperationException>(() => ExtractSettings.From(Environment()));

        Assert.StartsWith(
            $"The environment variable SPOTIFY_REQUESTS_PER_SECOND is '{text}'.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("21.11.2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11-21T06:00:00Z")]
    public void An_invalid_day_is_refused_by_name(string day)
    {
        _variables[ExtractEnvironment.AuthorizedOn] = day;

        var refusal = Assert.Throws<InvalidOperationException>(() => ExtractSettings.From(Environment()));

        Assert.Contains(ExtractEnvironment.AuthorizedOn, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(day, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api.spotify.com")]
    [InlineData("ftp://api.spotify.com/")]
    [InlineData("https://api.spotify.com/v1/?x=1")]
    public void An_invalid_address_is_refused_by_name(string address)
    {
        _variables[ExtractEnvironment.ApiBaseAddress] = address;

        var refusal = Assert.Throws<InvalidOperationException>(() => ExtractSettings.From(Environment()));

        Assert.Contains(ExtractEnvironment.ApiBaseAddress, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(address, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExtractEnvironment.Stack)]
    [InlineData(ExtractEnvironment.RawBucket)]
    [InlineData(ExtractEnvironment.PlaylistListKey)]
    [InlineData(ExtractEnvironment.ClientId)]
    [InlineData(ExtractEnvironment.ClientSecretParameter)]
    public void A_missing_variable_is_named_with_advice(string name)
    {
        _variables[name] = " ";

        var refusal = Assert.Throws<InvalidOperationException>(() => ExtractSettings.From(Environment()));

        Assert.StartsWith($"The environment variable {name} is not set.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("deploy the stack again", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_transform_needs_its_stack_its_bucket_and_the_key_of_hashes()
    {
        (string Name, string Value)[] given =
        [
            (TransformEnvironment.ProcessedBucket, "processed"),
            (TransformEnvironment.UsersKeyParameter, "/spotify/dev/users-key"),
        ];
        foreach (var (name, value) in given)
        {
            var refusal = Assert.Throws<InvalidOperationException>(() => TransformSettings.From(Environment()));

            Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
            _variables[name] = value;
        }

        Assert.Equal("spotify-dev", TransformSettings.From(Environment()).Stack);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("none")]
    public void Without_hashes_no_key_is_needed(string users)
    {
        _variables[TransformEnvironment.ProcessedBucket] = "processed";
        _variables[TransformEnvironment.StoreUsers] = users;

        Assert.Null(TransformSettings.From(Environment()).UsersKeyParameter);

        _variables[TransformEnvironment.StoreUsers] = "Hash";
        Assert.Contains(
            "It must be one of hashed, plain, none",
            Assert.Throws<InvalidOperationException>(() => TransformSettings.From(Environment())).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "csv")]
    [InlineData(" jsonl ", "jsonl")]
    public void Tables_are_written_as_the_variable_says_and_as_CSV_without_it(string? value, string format)
    {
        _variables[TransformEnvironment.TableFormat] = value ?? "";

        Assert.Equal(format, Environment().TableFormat(TransformEnvironment.TableFormat).Name);
    }

    [Fact]
    public void An_unknown_form_of_tables_is_refused_by_name()
    {
        _variables[TransformEnvironment.TableFormat] = "parquet";

        var refusal = Assert.Throws<InvalidOperationException>(() =>
            Environment().TableFormat(TransformEnvironment.TableFormat));

        Assert.StartsWith(
            "The environment variable TABLE_FORMAT is 'parquet'. It must be one of csv, jsonl",
            refusal.Message,
            StringComparison.Ordinal);
    }

    private FunctionEnvironment Environment() => new(_variables.GetValueOrDefault);
}
