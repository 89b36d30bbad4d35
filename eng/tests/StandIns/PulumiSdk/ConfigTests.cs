using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class ConfigTests
{
    [Fact]
    public async Task Values_are_read_by_namespace_and_key()
    {
        using var configuration = new PulumiConfiguration(("library:city", "Oslo"), ("project:city", "Rome"));

        await InDeploymentAsync(() =>
        {
            var config = new Config("library");
            Assert.Equal(("Oslo", "Oslo"), (config.Get("city"), config.Require("city")));
            Assert.Equal("Rome", new Config().Get("city"));
        });
    }

    [Fact]
    public async Task A_missing_value_is_null_or_named_with_the_command_that_sets_it()
    {
        using var configuration = new PulumiConfiguration();

        await InDeploymentAsync(() =>
        {
            var config = new Config("library");
            Assert.Null(config.Get("city"));
            Assert.Null(config.GetSecret("city"));
            var error = Assert.ThrowsAny<RunException>(() => config.Require("city"));
            Assert.Equal(
                "Missing Required configuration variable 'library:city'\n" +
                "\tplease set a value using the command `pulumi config set library:city <value>`",
                error.Message);
        });
    }

    [Fact]
    public async Task A_secret_is_an_output_that_is_secret()
    {
        using var configuration = new PulumiConfiguration(("library:pin", "1234"));

        Output<string>? pin = null;
        await InDeploymentAsync(() => pin = new Config("library").GetSecret("pin"));

        Assert.True(await Output.IsSecretAsync(pin!));
        Assert.Equal("1234", await OutputUtilities.GetValueAsync(pin!));
    }

    [Fact]
    public async Task A_missing_value_fails_the_deployment_with_that_message_alone()
    {
        using var configuration = new PulumiConfiguration();

        var error = await Assert.ThrowsAsync<RunException>(
            () => new Librarian().TestAsync(() => new Config("library").Require("city")));

        Assert.StartsWith(
            "Missing Required configuration variable 'library:city'", error.Message, StringComparison.Ordinal);
    }

    private static async Task InDeploymentAsync(Action check) => await new Librarian().TestAsync(check);
}
