namespace Twin.Tests.Host.Loading;

public sealed class StackConfigurationTests : FolderTest
{
    private const string Valid = """
        config:
          aws:region: eu-west-1
          spotify:playlists: 3cEYpjA9oz9GiPac4AsH4n
          spotify:clientId: an-id
          spotify:owner: data-team
        """;

    public StackConfigurationTests() => Folder.Write("Pulumi.yaml", "name: spotify\nruntime: dotnet\n");

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void The_repositorys_stacks_are_valid(string stack)
    {
        var configuration = StackConfiguration.Read(PulumiProject.Folder, stack);

        Assert.Equal("spotify", configuration.Project);
        Assert.Equal(stack, configuration.Stack);
        Assert.Equal("eu-central-1", configuration.Region);
        Assert.Equal(["mine"], configuration.Playlists);
    }

    [Fact]
    public void Settings_are_read_by_their_full_keys()
    {
        Folder.Write("Pulumi.test.yaml", Valid);

        var configuration = StackConfiguration.Read(Folder.Root, "test");

        Assert.Equal("eu-west-1", configuration.Region);
        Assert.Equal("an-id", configuration.Values["spotify:clientId"]);
    }

    [Fact]
    public void A_secret_that_only_its_provider_can_read_is_replaced_and_nothing_else()
    {
        Folder.Write("Pulumi.test.yaml", Valid + "\n  spotify:clientSecret:\n    secure: v1:abc\n");

        var configuration = StackConfiguration.Read(Folder.Root, "test").WithSecrets("the-secret", "the-token");

        Assert.Equal("the-secret", configuration.Values["spotify:clientSecret"]);
        Assert.Equal("the-token", configuration.Values["spotify:refreshToken"]);
        Assert.Equal("an-id", configuration.Values["spotify:clientId"]);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("../nope")]
    [InlineData("")]
    public void A_missing_stack_is_named_with_the_existing_ones(string stack)
    {
        Folder.Write("Pulumi.dev.yaml", Valid);
        Folder.Write("Pulumi.prod.yaml", Valid);

        AssertRefused(stack, $"There is no stack '{stack}'", "dev, prod");
    }

    [Theory]
    [InlineData("spotify:schedule: every day", "schedule is 'every day'")]
    [InlineData("spotify:logRetentionDays: \"31\"", "logRetentionDays is '31'")]
    [InlineData("spotify:apiBaseAddress: http://example.org/", "apiBaseAddress is 'http://example.org/'")]
    [InlineData("spotify:playlist: 3cEYpjA9oz9GiPac4AsH4n", "playlist is not a setting. There are: ")]
    [InlineData("playlists: 3cEYpjA9oz9GiPac4AsH4n", "playlists has no namespace. Write spotify:playlists.")]
    public void A_setting_that_is_wrong_or_unknown_is_named_with_its_file(string setting, string named)
    {
        Folder.Write("Pulumi.test.yaml", $"{Valid}\n  {setting}\n");

        AssertRefused("test", "Pulumi.test.yaml is not valid:", named);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        Folder.Write("Pulumi.test.yaml", "config:\n  spotify:schedule: never\n  spotify:colour: green\n");

        AssertRefused(
            "test", "owner is not set", "clientId is not set", "schedule is 'never'", "colour is not a setting");
    }

    [Theory]
    [InlineData("spotify:clientSecret: in-plain-text", "clientSecret is in plain text")]
    [InlineData("spotify:refreshToken: \"in plain text\"", "pulumi config set --secret refreshToken")]
    [InlineData("spotfy:schedule: rate(1 day)", "spotfy:schedule is read by nobody")]
    public void A_secret_in_plain_text_and_an_unknown_setting_are_named(string setting, string named)
    {
        Folder.Write("Pulumi.test.yaml", $"{Valid}\n  {setting}\n");

        AssertRefused("test", named);
    }

    [Theory]
    [InlineData("config:\n  spotify:playlists: [\n")]
    [InlineData("config:\n  a: b\n a: c\n")]
    [InlineData("config:\n  spotify:clientId: a\n  spotify:clientId: b\n")]
    public void Broken_YAML_is_named_with_its_line(string text)
    {
        Folder.Write("Pulumi.test.yaml", text);

        AssertRefused("test", "Pulumi.test.yaml, line ", "not valid YAML");
    }

    [Theory]
    [InlineData("spotify:playlists:\n    - 3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("spotify:playlists:\n    first: 3cEYpjA9oz9GiPac4AsH4n")]
    public void A_list_is_refused_where_a_text_is_expected(string setting)
    {
        Folder.Write("Pulumi.test.yaml", $"config:\n  spotify:clientId: a\n  {setting}\n");

        AssertRefused("test", "Pulumi.test.yaml, line 4", "separated by commas");
    }

    [Theory]
    [InlineData("", "holds no settings")]
    [InlineData("- a\n", "holds no settings")]
    [InlineData("config: text\n", "'config' is not a list of settings")]
    [InlineData("config:\n  [a, b]: c\n", "line 2: a setting's name must be a text")]
    [InlineData("config:\n---\nconfig:\n", "line 3: another YAML document begins")]
    [InlineData("secretsprovider: passphrase\n", "clientId is not set")]
    [InlineData("config:\n", "clientId is not set")]
    public void A_file_without_settings_says_so(string text, string named)
    {
        Folder.Write("Pulumi.test.yaml", text);

        AssertRefused("test", "Pulumi.test.yaml", named);
    }

    [Fact]
    public void A_project_without_a_name_says_so()
    {
        Folder.Write("Pulumi.yaml", "runtime: dotnet\n");
        Folder.Write("Pulumi.test.yaml", Valid);

        AssertRefused("test", "Pulumi.yaml has no 'name'");
    }

    [Theory]
    [InlineData("liked,,top-tracks:short", "false", "user-library-read user-top-read")]
    [InlineData("mine,3cEYpjA9oz9GiPac4AsH4n,unknown", "no",
        "playlist-read-private playlist-read-collaborative")]
    [InlineData("''", "true", "user-read-recently-played")]
    [InlineData(null, "true",
        "playlist-read-private playlist-read-collaborative user-read-recently-played")]
    public void The_scopes_are_those_that_the_sources_and_plays_need(string? playlists, string plays, string scopes)
    {
        Folder.Write(
            "Pulumi.test.yaml",
            $"config:\n  spotify:plays: {plays}\n"
            + (playlists is null ? "" : $"  spotify:playlists: {playlists}\n"));

        Assert.Equal(scopes.Split(' '), StackConfiguration.Scopes(Folder.Root, "some-organization/test"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nope")]
    public void Without_a_stack_the_scopes_are_those_of_the_default(string? stack) => Assert.Equal(
        ["playlist-read-private", "playlist-read-collaborative"], StackConfiguration.Scopes(Folder.Root, stack));

    private void AssertRefused(string stack, params string[] named)
    {
        var refused = Assert.Throws<InputException>(() => StackConfiguration.Read(Folder.Root, stack));
        Assert.All(named, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
    }
}
