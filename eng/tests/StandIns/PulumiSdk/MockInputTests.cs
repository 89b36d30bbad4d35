using Pulumi;
using Pulumi.Testing;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class MockInputTests
{
    private static readonly BookArgs Dune = new() { Title = "Dune", PageCount = 412 };

    [Fact]
    public async Task Properties_have_their_wire_names_at_every_depth()
    {
        var inputs = await Librarian.SeesAsync(new ShelfArgs { Room = "attic", Books = { Dune } });

        Assert.Equal(["books", "roomName"], inputs.Keys.Order());
        var book = Assert.IsType<ImmutableDictionary<string, object>>(
            Assert.Single(Assert.IsType<ImmutableArray<object>>(inputs["books"])));
        Assert.Equal(["bookTitle", "pageCount"], book.Keys.Order());
    }

    [Fact]
    public async Task Keys_of_maps_and_of_typed_documents_stay_unchanged()
    {
        var inputs = await Librarian.SeesAsync(new ShelfArgs
        {
            Room = "attic",
            Tags = { ["Cost-Centre"] = "7", ["snake_case"] = "x" },
            Rule = new RuleArgs { Version = "2012", MaxDays = 3 },
        });

        var tags = Assert.IsType<ImmutableDictionary<string, object>>(inputs["tags"]);
        Assert.Equal(["Cost-Centre", "snake_case"], tags.Keys.Order(StringComparer.Ordinal));
        var rule = Assert.IsType<ImmutableDictionary<string, object>>(inputs["rule"]);
        Assert.Equal(["MaxDays", "Version"], rule.Keys.Order());
    }

    [Fact]
    public async Task Every_number_is_a_double()
    {
        var inputs = await Librarian.SeesAsync(
            new ShelfArgs { Room = "attic", RowCount = 3, Height = 1.5, Books = { Dune }, Anything = 4 });

        Assert.Equal(3.0, Assert.IsType<double>(inputs["rowCount"]));
        Assert.Equal(1.5, Assert.IsType<double>(inputs["height"]));
        Assert.Equal(4.0, Assert.IsType<double>(inputs["anything"]));
        var book = (ImmutableDictionary<string, object>)((ImmutableArray<object>)inputs["books"])[0];
        Assert.Equal(412.0, Assert.IsType<double>(book["pageCount"]));
    }

    [Fact]
    public async Task Texts_and_flags_stay_unchanged_and_enums_become_texts()
    {
        var inputs = await Librarian.SeesAsync(new ShelfArgs { Room = "attic", IsLocked = false, Wood = Wood.Oak });

        Assert.Equal("attic", inputs["roomName"]);
        Assert.Equal(false, inputs["isLocked"]);
        Assert.Equal("oak", inputs["wood"]);
    }

    [Fact]
    public async Task A_union_is_the_value_that_was_given()
    {
        async Task<object> SeenAsync(InputUnion<string, RuleArgs> rule)
            => (await Librarian.SeesAsync(new ShelfArgs { Room = "attic", Rule = rule }))["rule"];

        Assert.Equal("quiet", await SeenAsync("quiet"));
        Assert.Equal("later", await SeenAsync(Output.Create("later")));
        var typed = Assert.IsType<ImmutableDictionary<string, object>>(await SeenAsync(new RuleArgs { MaxDays = 3 }));
        Assert.Equal(3.0, typed["MaxDays"]);
    }

    [Fact]
    public async Task A_file_archive_stays_an_object_and_its_file_need_not_exist()
    {
        var inputs = await Librarian.SeesAsync(
            new ShelfArgs { Room = "attic", Plans = new FileArchive("no/such/plans.zip") });

        Assert.IsType<FileArchive>(inputs["plans"]);
    }

    [Fact]
    public async Task Outputs_arrive_resolved()
    {
        var mocks = new Librarian();
        await mocks.TestAsync(() =>
        {
            var first = new Shelf("first", new ShelfArgs { Room = "attic" });
            _ = new Shelf("second", new ShelfArgs
            {
                Room = Output.Format($"next to {first.Id}"),
                Labels = { first.Room },
                Tags = { ["neighbour"] = first.Id },
            });
        });

        var inputs = mocks.Resources.Single(resource => resource.Name == "second").Inputs;
        Assert.Equal("next to first-id", inputs["roomName"]);
        Assert.Equal(["attic"], (ImmutableArray<object>)inputs["labels"]);
        Assert.Equal("first-id", ((ImmutableDictionary<string, object>)inputs["tags"])["neighbour"]);
    }

    [Fact]
    public async Task Secrets_arrive_as_plain_values()
    {
        var inputs = await Librarian.SeesAsync(new ShelfArgs
        {
            Room = Output.CreateSecret("vault"),
            Tags = { ["combination"] = Output.CreateSecret("12-34") },
        });

        Assert.Equal("vault", inputs["roomName"]);
        Assert.Equal("12-34", ((ImmutableDictionary<string, object>)inputs["tags"])["combination"]);
    }

    [Fact]
    public async Task A_property_with_an_unknown_value_inside_is_absent()
    {
        var inputs = await Librarian.SeesAsync(new ShelfArgs
        {
            Room = "attic",
            RowCount = OutputUtilities.CreateUnknown(3),
            Tags = { ["known"] = "yes", ["unknown"] = OutputUtilities.CreateUnknown("") },
            Labels = { "known", OutputUtilities.CreateUnknown("") },
            Books = { new BookArgs { Title = OutputUtilities.CreateUnknown("") } },
        });

        Assert.Equal(["roomName"], inputs.Keys);
    }

    [Fact]
    public async Task Properties_that_are_unset_or_null_are_absent()
    {
        var inputs = await Librarian.SeesAsync(new ShelfArgs
        {
            Room = "attic",
            Anything = Output.Create((object)null!),
            Books = { new BookArgs { Title = "Emma", PageCount = null } },
        });

        Assert.Equal(["books", "roomName"], inputs.Keys.Order());
        var book = (ImmutableDictionary<string, object>)((ImmutableArray<object>)inputs["books"])[0];
        Assert.Equal(["bookTitle"], book.Keys);
    }

    [Fact]
    public async Task Lists_and_maps_that_are_empty_arrive_empty()
    {
        var args = new ShelfArgs { Room = "", Labels = new List<string>() };
        Assert.NotNull(args.Tags);

        var inputs = await Librarian.SeesAsync(args);

        Assert.Equal("", inputs["roomName"]);
        Assert.Empty((ImmutableArray<object>)inputs["labels"]);
        Assert.Empty((ImmutableDictionary<string, object>)inputs["tags"]);
    }

    [Fact]
    public async Task A_missing_required_argument_fails_and_is_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Librarian.SeesAsync(new ShelfArgs()));

        Assert.Contains(
            $"[Input] {typeof(ShelfArgs).FullName}.Room is required but was not given a value",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_nested_argument_is_named_with_its_parent_property()
    {
        var error = await Assert.ThrowsAsync<RunException>(
            () => Librarian.SeesAsync(new ShelfArgs { Room = "attic", Books = { new BookArgs() } }));

        Assert.Contains($"{typeof(BookArgs).FullName}.Title is required", error.Message, StringComparison.Ordinal);
        Assert.Contains("error serializing property \"books\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_cannot_be_sent_is_refused_by_name()
    {
        var wide = await Assert.ThrowsAsync<RunException>(
            () => Librarian.SeesAsync(new ShelfArgs { Room = "attic", Serial = 1L }));
        var task = await Assert.ThrowsAsync<RunException>(
            () => Librarian.SeesAsync(new ShelfArgs { Room = "attic", Anything = Task.FromResult(1) }));

        Assert.Contains(
            "\"serial\": System.Int64 is not a supported argument type", wide.Message, StringComparison.Ordinal);
        Assert.Contains("wrap your Task in an Output", task.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_added_twice_with_different_values_is_refused()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Librarian.SeesAsync(
            new ShelfArgs { Room = "attic", Tags = { { "colour", "red" }, { "colour", "blue" } } }));

        Assert.Contains(
            "Key 'colour' already exists in the map with a different value.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_comes_with_its_type_and_name()
    {
        var mocks = new Librarian();
        await mocks.TestAsync(() => _ = new Shelf("shelf", new ShelfArgs { Room = "attic" }));

        var seen = Assert.Single(mocks.Resources);
        Assert.Equal((Shelf.Token, "shelf"), (seen.Type, seen.Name));
    }

    [Fact]
    public void Names_and_types_of_the_mock_s_arguments_can_be_set_by_a_test()
    {
        var args = new MockResourceArgs
        {
            Type = "t",
            Name = "n",
            Inputs = ImmutableDictionary<string, object>.Empty,
        };

        Assert.Equal(("t", "n"), (args.Type, args.Name));
    }
}
