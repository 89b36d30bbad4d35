using Pulumi;
using Pulumi.Testing;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class DeploymentTests
{
    [Fact]
    public async Task A_stack_is_among_its_resources_and_its_outputs_are_resolved()
    {
        var resources = await Deployment.TestAsync<Attic>(new Librarian());

        Assert.Equal([Stack(resources), "shelf"], resources.Select(resource => resource.GetResourceName()));
        var stack = resources.OfType<Attic>().Single();
        Assert.Equal("pulumi:pulumi:Stack", stack.GetResourceType());
        Assert.Equal("shelf-id", await OutputUtilities.GetValueAsync(stack.ShelfId));

        static string Stack(IEnumerable<Resource> resources) => resources.OfType<Stack>().Single().GetResourceName();
    }

    [Fact]
    public async Task Resources_declared_in_a_function_come_without_a_stack()
    {
        var resources = await Deployment.TestAsync(
            new Librarian(), new TestOptions(), () => _ = new Shelf("shelf", new ShelfArgs { Room = "attic" }));

        Assert.Equal("shelf", Assert.Single(resources).GetResourceName());
    }

    [Fact]
    public async Task A_deployment_has_its_names()
    {
        var names = ("", "");
        await Deployment.TestAsync(new Librarian(), new TestOptions(), () => names = Names());
        Assert.Equal(("project", "stack"), names);

        var options = new TestOptions { ProjectName = "p", StackName = "s" };
        await Deployment.TestAsync(new Librarian(), options, () => names = Names());
        Assert.Equal(("p", "s"), names);

        static (string, string) Names() => (Deployment.Instance.ProjectName, Deployment.Instance.StackName);
    }

    [Fact]
    public async Task A_deployment_is_a_preview_by_default()
    {
        Shelf? shelf = null;
        await Deployment.TestAsync(
            new Librarian { State = _ => new Dictionary<string, object>() },
            new TestOptions(),
            () => shelf = new Shelf("shelf", new ShelfArgs { Room = "attic" }));

        Assert.False(await OutputUtilities.GetIsKnownAsync(shelf!.Room));
    }

    [Fact]
    public async Task A_warning_does_not_fail_a_deployment() => await new Librarian().TestAsync(() => Log.Warn("w"));

    [Fact]
    public void Outside_a_deployment_there_is_no_instance()
        => Assert.Throws<InvalidOperationException>(() => Deployment.Instance);

    [Fact]
    public async Task After_a_deployment_there_is_no_instance_and_another_one_can_run()
    {
        await Deployment.TestAsync<Attic>(new Librarian());
        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);
        Assert.NotEmpty(await Deployment.TestAsync<Attic>(new Librarian()));
    }

    [Fact]
    public async Task A_failing_stack_an_Apply_or_a_mock_fails_the_deployment_with_the_reason()
    {
        await FailsAsync(new Librarian(), () => throw new NotSupportedException("no stairs"));
        await FailsAsync(
            new Librarian { State = _ => throw new NotSupportedException("no stairs") },
            () => _ = new Shelf("shelf", new ShelfArgs { Room = "attic" }));
        await FailsAsync(
            new Librarian(),
            () => new Shelf("shelf", new ShelfArgs { Room = "attic" }).Id.Apply<string>(
                (Func<string, string>)(_ => throw new NotSupportedException("no stairs"))));

        static async Task FailsAsync(Librarian mocks, Action declare)
        {
            var error = await Assert.ThrowsAsync<RunException>(() => mocks.TestAsync(declare));
            Assert.StartsWith("Running program '", error.Message, StringComparison.Ordinal);
            Assert.Contains("failed with an unhandled exception:", error.Message, StringComparison.Ordinal);
            Assert.Contains("no stairs", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_RunException_is_reported_by_its_message_only()
    {
        var error = await Assert.ThrowsAsync<RunException>(
            () => new Librarian().TestAsync(() => throw new RunException("settings are wrong")));

        Assert.Equal("settings are wrong", error.Message);
    }

    [Fact]
    public async Task Outputs_of_a_resource_that_failed_fail_too()
    {
        Shelf? shelf = null;
        var mocks = new Librarian { State = _ => throw new NotSupportedException("no stairs") };
        await Assert.ThrowsAsync<RunException>(
            () => mocks.TestAsync(() => shelf = new Shelf("shelf", new ShelfArgs { Room = "attic" })));

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => OutputUtilities.GetValueAsync(shelf!.Room));
        Assert.Equal("no stairs", error.Message);
    }

    [Fact]
    public async Task An_output_that_the_stack_never_sets_fails_and_is_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<Unfinished>(new Librarian()));

        Assert.Contains("Output(s) 'shelfId' have no value assigned", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_of_the_stack_that_is_a_plain_value_fails_and_is_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<Plain>(new Librarian()));

        Assert.Contains("Output(s) 'Name' have incorrect type", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stack_registers_its_outputs()
    {
        var mocks = new Librarian();
        await Deployment.TestAsync<Attic>(mocks);

        var registered = Assert.Single(mocks.Registered);
        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack", registered.Urn);
        Assert.Equal(["Combination", "shelfId"], registered.Outputs.Keys.Order());
        Assert.Equal("shelf-id", await OutputUtilities.GetValueAsync(registered.Outputs["shelfId"]));
        Assert.True(await Output.IsSecretAsync(registered.Outputs["Combination"]));
    }

    [Fact]
    public async Task Without_an_engine_a_program_does_not_run()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(Deployment.RunAsync<Attic>);

        Assert.StartsWith(
            "Program run without the Pulumi engine available; re-run using the `pulumi` CLI",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_and_a_type_are_required()
    {
        var error = await Assert.ThrowsAsync<RunException>(
            () => new Librarian().TestAsync(() => _ = new Shelf("", new ShelfArgs { Room = "attic" })));

        Assert.Contains("'name' cannot be null or empty.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dependencies_of_a_resource_are_made_first()
    {
        var mocks = new Librarian();
        await mocks.TestAsync(() =>
        {
            var room = new Room("room");
            var before = new Shelf("before", new ShelfArgs { Room = "attic" }, new() { DependsOn = { room } });
            _ = new Shelf("after", new ShelfArgs { Room = before.Id.Apply(_ => "attic") });
        });

        var order = mocks.Resources.Select(resource => resource.Name).ToList();
        Assert.Equal(["before", "after"], order[^2..]);
    }

    public sealed class Attic : Stack
    {
        public Attic() => ShelfId = new Shelf("shelf", new ShelfArgs { Room = "attic" }).Id;

        [Output("shelfId")]
        public Output<string> ShelfId { get; set; }

        [Output]
        public Output<string> Combination { get; set; } = Output.CreateSecret("12-34");
    }

    public sealed class Unfinished : Stack
    {
        [Output("shelfId")]
        public Output<string> ShelfId { get; set; } = null!;
    }

    public sealed class Plain : Stack
    {
        [Output]
        public string Name { get; set; } = "attic";
    }
}
