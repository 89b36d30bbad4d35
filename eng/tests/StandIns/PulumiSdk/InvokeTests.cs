using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class InvokeTests
{
    private static readonly Func<object, object> Found =
        _ => new Dictionary<string, object> { ["shelf"] = "nine", ["row"] = 3 };

    [Fact]
    public async Task A_function_is_called_by_token_and_wire_names_and_its_result_is_typed()
    {
        var mocks = new Librarian { Answer = Found };
        Output<FoundBook>? output = null;
        await mocks.TestAsync(() => output = FindBook.Invoke(new() { Title = "Dune" }));

        var call = Assert.Single(mocks.Calls);
        Assert.Equal(FindBook.Token, call.Token);
        Assert.Equal("Dune", Assert.Single(call.Args, arg => arg.Key == "bookTitle").Value);
        var found = await OutputUtilities.GetValueAsync(output!);
        Assert.Equal(("nine", 3), (found.Shelf, found.Row));
    }

    [Fact]
    public async Task A_function_s_output_has_the_dependencies_of_its_arguments()
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
