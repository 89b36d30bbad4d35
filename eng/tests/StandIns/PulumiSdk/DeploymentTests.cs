using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class DeploymentTests
{
    public static TheoryData<string, ShelfArgs> Refused => new()
    {
        { $"[Input] {typeof(ShelfArgs).FullName}.Room is required but was not given a value", new() },
        { "System.Int64 is not a supported argument type", new() { Room = "attic", Serial = 1L } },
        {
            "Key 'colour' already exists in the map with a different value.",
            new() { Room = "attic", Tags = { { "colour", "red" }, { "colour", "blue" } } }
        },
    };

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

    [Theory, MemberData(nameof(Refused))]
    public async Task Arguments_that_cannot_be_sent_fail_the_deployment_and_are_named(string reason, ShelfArgs args)
    {
        var error = await Assert.ThrowsAsync<RunException>(
            () => new Librarian().TestAsync(() => _ = new Shelf("shelf", args)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
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
        var error = await Assert.ThrowsAsync<RunException>(new Librarian().TestAsync<Unfinished>);

        Assert.Contains("Output(s) 'shelfId' have no value assigned", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_a_program_does_not_run()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(Deployment.RunAsync<Unfinished>);

        Assert.StartsWith(
            "Program run without the Pulumi engine available; re-run using the `pulumi` CLI",
            error.Message,
            StringComparison.Ordinal);
    }

    public sealed class Unfinished : Stack
    {
        [Output("shelfId")]
        public Output<string> ShelfId { get; set; } = null!;
    }
}
