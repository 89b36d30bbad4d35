using Pulumi;
using Pulumi.Utilities;

namespace Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class ConfigTests
{
    [Fact]
    public async Task Values_are_read_by_namespace_and_key()
    {
        using var configuration = new PulumiConfiguration(
            ("library:city", "Oslo"),
            ("library:rooms", "12"),
            ("library:open", "true"),
            ("library:area", "1.5"),
            ("library:days", """["Mon","Tue"]"""),
            ("project:city", "Rome"));

        await InDeploymentAsync(() =>
        {
            var config = new Config("library");
            Assert.Equal(("Oslo", "Oslo"), (config.Get("city"), config.Require("city")));
            Assert.Equal((12, 12), (config.GetInt32("rooms"), config.RequireInt32("rooms")));
            Assert.Equal((true, true), (config.GetBoolean("open"), config.RequireBoolean("open")));
            Assert.Equal((1.5, 1.5), (config.GetDouble("area"), config.RequireDouble("area")));
            Assert.Equal(["Mon", "Tue"], config.RequireObject<string[]>("days"));
            Assert.Equal(["Mon", "Tue"], config.GetObject<List<string>>("days"));
            Assert.Equal("Rome", new Config().Get("city"));
        });
    }

    [Fact]
    public async Task What_is_not_set_is_null_or_named_with_the_command_that_sets_it()
    {
        using var configuration = new PulumiConfiguration();

        await InDeploymentAsync(() =>
        {
            var config = new Config("library");
            Assert.Null(config.Get("city"));
            Assert.Null(config.GetInt32("rooms"));
            Assert.Null(config.GetBoolean("open"));
            Assert.Null(config.GetObject<string[]>("days"));
            Assert.Null(config.GetSecret("city"));
            Assert.Null(config.GetSecretInt32("rooms"));
            var error = Assert.ThrowsAny<RunException>(() => config.Require("city"));
            Assert.Equal(
                "Missing Required configuration variable 'library:city'\n" +
                "\tplease set a value using the command `pulumi config set library:city <value>`",
                error.Message);
            Assert.ThrowsAny<RunException>(() => config.RequireInt32("rooms"));
            Assert.ThrowsAny<RunException>(() => config.RequireObject<string[]>("days"));
            Assert.ThrowsAny<RunException>(() => config.RequireSecret("city"));
        });
    }

    [Fact]
    public async Task A_value_of_another_type_is_refused_with_its_key()
    {
        using var configuration = new PulumiConfiguration(
            ("library:rooms", "many"), ("library:open", "True"), ("library:days", "Mon"));

        await InDeploymentAsync(() =>
        {
            var config = new Config("library");
            Assert.Equal(
                "Configuration 'library:rooms' value 'many' is not a valid Int32",
                Assert.ThrowsAny<RunException>(() => config.GetInt32("rooms")).Message);
            Assert.Equal(
                "Configuration 'library:open' value 'True' is not a valid Boolean",
                Assert.ThrowsAny<RunException>(() => config.RequireBoolean("open")).Message);
            Assert.Equal(
                "Configuration 'library:days' value 'Mon' is not a valid System.String[]",
                Assert.ThrowsAny<RunException>(() => config.GetObject<string[]>("days")).Message);
        });
    }

    [Fact]
    public async Task Secrets_are_outputs_that_are_secret()
    {
        using var configuration = new PulumiConfiguration(
            ("library:pin", "1234"), ("library:keys", """{"door":"a"}"""));

        await InDeploymentAsync(async () =>
        {
            var config = new Config("library");
            Output<string>[] texts = [config.RequireSecret("pin"), config.GetSecret("pin")!];
            foreach (var text in texts)
            {
                Assert.True(await Output.IsSecretAsync(text));
                Assert.Equal("1234", await OutputUtilities.GetValueAsync(text));
            }

            Assert.True(await Output.IsSecretAsync(config.RequireSecretInt32("pin")));
            var keys = config.RequireSecretObject<Dictionary<string, string>>("keys");
            Assert.True(await Output.IsSecretAsync(keys));
            Assert.Equal("a", (await OutputUtilities.GetValueAsync(keys))["door"]);
        });
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

    private static async Task InDeploymentAsync(Func<Task> check)
        => await Deployment.TestAsync(new Librarian(), new(), check);
}
