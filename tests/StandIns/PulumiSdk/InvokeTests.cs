using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Tests.StandIns.PulumiSdk.Library;

namespace Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class InvokeTests
{
    private static readonly Func<object, object> Found =
        _ => new Dictionary<string, object> { ["shelf"] = "nine", ["row"] = 3 };

    [Fact]
    public async Task A_function_is_called_by_token_and_wire_names_and_its_result_is_typed()
    {
        var mocks = new Librarian { Answer = Found };
        FoundBook? found = null;
        await Deployment.TestAsync(
            mocks, new(), async () => { found = await FindBook.InvokeAsync(new() { Title = "Dune" }); });

        var call = Assert.Single(mocks.Calls);
        Assert.Equal((FindBook.Token, ""), (call.Token, call.Provider));
        Assert.Equal("Dune", Assert.Single(call.Args, arg => arg.Key == "bookTitle").Value);
        Assert.Equal(("nine", 3), (found!.Shelf, found.Row));
    }

    [Fact]
    public async Task A_function_s_output_depends_on_what_its_arguments_depend_on()
    {
        var mocks = new Librarian { Answer = Found };
        Shelf? shelf = null;
        Output<FoundBook>? found = null;
        await mocks.TestAsync(() =>
        {
            shelf = new Shelf("shelf", new ShelfArgs { Room = "attic" });
            found = FindBook.Invoke(new() { Title = shelf.Id });
        });

        Assert.Equal("nine", (await OutputUtilities.GetValueAsync(found!)).Shelf);
        Assert.Equal([shelf!], await OutputUtilities.GetDependenciesAsync(found!));
        Assert.Equal("shelf-id", Assert.Single(mocks.Calls).Args["bookTitle"]);
    }

    [Fact]
    public async Task A_function_with_an_unknown_argument_is_not_called_and_gives_an_unknown_output()
    {
        var mocks = new Librarian { Answer = Found };
        Output<FoundBook>? found = null;
        await mocks.TestAsync(
            () => found = FindBook.Invoke(new() { Title = OutputUtilities.CreateUnknown("") }));

        Assert.False(await OutputUtilities.GetIsKnownAsync(found!));
        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public async Task A_function_that_awaits_its_result_is_called_without_what_is_unknown()
    {
        var mocks = new Librarian { Answer = Found };
        await Deployment.TestAsync(
            mocks, new(), () => FindBook.InvokeAsync(new() { Title = OutputUtilities.CreateUnknown("") }));

        Assert.Empty(Assert.Single(mocks.Calls).Args);
    }

    [Fact]
    public async Task A_function_can_wait_for_resources_and_use_their_provider()
    {
        var mocks = new Librarian { Answer = Found };
        Output<FoundBook>? found = null;
        Room? room = null;
        await mocks.TestAsync(() =>
        {
            room = new Room("room", new() { Provider = new LibraryProvider("city") });
            found = FindBook.Invoke(new() { Title = "Dune" }, new InvokeOutputOptions
            {
                DependsOn = { room },
                Parent = room,
            });
        });

        Assert.EndsWith("::city::city-id", Assert.Single(mocks.Calls).Provider, StringComparison.Ordinal);
        Assert.Equal([room!], await OutputUtilities.GetDependenciesAsync(found!));
    }

    [Fact]
    public async Task A_single_value_can_be_taken_from_a_result()
    {
        var mocks = new Librarian { Answer = _ => ImmutableDictionary<string, object>.Empty.Add("row", 3) };
        Output<int>? row = null;
        await mocks.TestAsync(() => row = Deployment.Instance.InvokeSingle<int>(FindBook.Token, InvokeArgs.Empty));

        Assert.Equal(3, await OutputUtilities.GetValueAsync(row!));
    }

    [Fact]
    public async Task A_secret_in_the_result_makes_the_output_secret()
    {
        var mocks = new Librarian
        {
            Answer = _ => new Dictionary<string, object> { ["shelf"] = Output.CreateSecret("nine") },
        };
        Output<FoundBook>? found = null;
        await mocks.TestAsync(() => found = FindBook.Invoke(new() { Title = "Dune" }));

        Assert.True(await Output.IsSecretAsync(found!));
    }

    [Fact]
    public async Task A_function_that_fails_fails_the_deployment()
    {
        var mocks = new Librarian { Answer = _ => throw new NotSupportedException("no index") };

        var error = await Assert.ThrowsAsync<RunException>(
            () => mocks.TestAsync(() => FindBook.Invoke(new() { Title = "Dune" })));

        Assert.Contains("no index", error.Message, StringComparison.Ordinal);
    }
}
