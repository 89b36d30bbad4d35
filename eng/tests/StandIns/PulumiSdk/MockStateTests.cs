using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class MockStateTests
{
    [Fact]
    public async Task State_is_read_into_typed_outputs()
    {
        var shelf = await Librarian.ShelfAsync(new Dictionary<string, object>
        {
            ["roomName"] = "cellar",
            ["rowCount"] = 3,
            ["shelfNumber"] = 4.0,
            ["isLocked"] = true,
            ["books"] = new[]
            {
                new Dictionary<string, object> { ["bookTitle"] = "Dune", ["pageCount"] = 412 },
                new Dictionary<string, object> { ["bookTitle"] = "Emma" },
            },
            ["tags"] = new Dictionary<string, object> { ["colour"] = "red" },
            ["wood"] = "oak",
        });

        Assert.Equal("cellar", await OutputUtilities.GetValueAsync(shelf.Room));
        Assert.Equal(3, await OutputUtilities.GetValueAsync(shelf.RowCount));
        Assert.Equal(4, await OutputUtilities.GetValueAsync(shelf.Number));
        Assert.True(await OutputUtilities.GetValueAsync(shelf.IsLocked));
        var books = await OutputUtilities.GetValueAsync(shelf.Books);
        Assert.Equal([("Dune", 412), ("Emma", null)], books.Select(book => (book.Title, book.PageCount)));
        Assert.Equal("red", (await OutputUtilities.GetValueAsync(shelf.Tags))!["colour"]);
        Assert.Equal(Wood.Oak, await OutputUtilities.GetValueAsync(shelf.Wood));
    }

    [Fact]
    public async Task Inputs_can_be_returned_as_the_state()
    {
        Shelf? shelf = null;
        await new Librarian().TestAsync(() => shelf = new Shelf("shelf", new ShelfArgs
        {
            Room = "attic",
            RowCount = 2,
            Books = { new BookArgs { Title = "Dune" } },
        }));

        Assert.Equal("attic", await OutputUtilities.GetValueAsync(shelf!.Room));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(shelf.RowCount));
        Assert.Equal("Dune", Assert.Single(await OutputUtilities.GetValueAsync(shelf.Books)).Title);
    }

    [Fact]
    public async Task A_long_in_the_state_fails()
    {
        var error = await Assert.ThrowsAsync<RunException>(
            () => Librarian.ShelfAsync(new Dictionary<string, object> { ["rowCount"] = 3L }));

        Assert.Contains("System.Int64 is not a supported argument type", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_is_not_a_map_fails()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Librarian.ShelfAsync(ImmutableArray.Create("attic")));

        Assert.Contains("is not a supported argument type", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_another_type_than_the_output_is_ignored()
    {
        var shelf = await Librarian.ShelfAsync(
            new Dictionary<string, object> { ["roomName"] = 3, ["shelfNumber"] = "four", ["books"] = "Dune" });

        Assert.Null(await OutputUtilities.GetValueAsync(shelf.Room));
        Assert.True(await OutputUtilities.GetIsKnownAsync(shelf.Room));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(shelf.Number));
        Assert.True((await OutputUtilities.GetValueAsync(shelf.Books)).IsDefault);
    }

    [Fact]
    public async Task Outputs_that_are_not_mocked_are_unknown_in_a_preview()
    {
        var shelf = await Librarian.ShelfAsync(new Dictionary<string, object>());

        Assert.False(await OutputUtilities.GetIsKnownAsync(shelf.Room));
        Assert.False(await OutputUtilities.GetIsKnownAsync(shelf.RowCount));
        Assert.True(await OutputUtilities.GetIsKnownAsync(shelf.Urn));
    }

    [Fact]
    public async Task Outputs_that_are_not_mocked_are_null_when_it_is_no_preview()
    {
        var shelf = await Librarian.ShelfAsync(new Dictionary<string, object>(), isPreview: false);

        Assert.True(await OutputUtilities.GetIsKnownAsync(shelf.Room));
        Assert.Null(await OutputUtilities.GetValueAsync(shelf.Room));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(shelf.Number));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_an_id_from_the_mock_the_id_is_unknown(string? id)
    {
        Shelf? shelf = null;
        await new Librarian { Id = _ => id }.TestAsync(
            () => shelf = new Shelf("shelf", new ShelfArgs { Room = "attic" }), isPreview: false);

        Assert.False(await OutputUtilities.GetIsKnownAsync(shelf!.Id));
    }

    [Fact]
    public async Task Secret_and_unknown_values_in_the_state_make_the_output_secret_and_unknown()
    {
        var shelf = await Librarian.ShelfAsync(new Dictionary<string, object>
        {
            ["roomName"] = Output.CreateSecret("vault"),
            ["tags"] = new Dictionary<string, object> { ["combination"] = Output.CreateSecret("12-34") },
            ["rowCount"] = OutputUtilities.CreateUnknown(3),
            ["isLocked"] = Output.Create(true),
        });

        Assert.True(await Output.IsSecretAsync(shelf.Room));
        Assert.Equal("vault", await OutputUtilities.GetValueAsync(shelf.Room));
        Assert.True(await Output.IsSecretAsync(shelf.Tags));
        Assert.False(await OutputUtilities.GetIsKnownAsync(shelf.RowCount));
        Assert.False(await Output.IsSecretAsync(shelf.IsLocked));
        Assert.True(await OutputUtilities.GetValueAsync(shelf.IsLocked));
    }

    [Fact]
    public async Task An_input_s_secrecy_does_not_come_back_in_the_output()
    {
        Shelf? shelf = null;
        await new Librarian().TestAsync(
            () => shelf = new Shelf("shelf", new ShelfArgs { Room = Output.CreateSecret("vault") }));

        Assert.Equal("vault", await OutputUtilities.GetValueAsync(shelf!.Room));
        Assert.False(await Output.IsSecretAsync(shelf.Room));
    }

    [Fact]
    public async Task Outputs_depend_on_their_resource()
    {
        var shelf = await Librarian.ShelfAsync(new Dictionary<string, object> { ["roomName"] = "attic" });

        Assert.Equal([shelf], await OutputUtilities.GetDependenciesAsync(shelf.Room));
        Assert.Equal([shelf], await OutputUtilities.GetDependenciesAsync(shelf.Id.Apply(id => id.Length)));
    }

    [Fact]
    public async Task A_urn_names_the_stack_the_project_the_type_and_the_name()
    {
        Room? room = null;
        await new Librarian().TestAsync(() => room = new Room("room"));

        Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$library:index:Room::room",
            await OutputUtilities.GetValueAsync(room!.Urn));
        Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$library:index/shelf:Shelf::room-left",
            await OutputUtilities.GetValueAsync(room.Left.Urn));
    }
}
