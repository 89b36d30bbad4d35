using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class TransformationTests
{
    private static readonly AsyncLocal<List<ResourceTransformationArgs>> Seen = new();

    [Fact]
    public async Task A_stack_s_transformation_sees_every_resource_with_its_typed_arguments_and_options()
    {
        var seen = Seen.Value = [];
        await Deployment.TestAsync<Observed>(new Librarian());

        Assert.Equal(
            ["project-stack", "first", "second", "room", "room-left", "room-right"],
            seen.Select(args => args.Resource.GetResourceName()));
        var first = seen.Single(args => args.Resource.GetResourceName() == "first").Resource;
        var second = seen.Single(args => args.Resource.GetResourceName() == "second");
        Assert.IsType<Shelf>(second.Resource);
        var shelf = Assert.IsType<ShelfArgs>(second.Args);
        Assert.Equal("attic", await OutputUtilities.GetValueAsync(shelf.Room.ToOutput()));
        var options = Assert.IsType<CustomResourceOptions>(second.Options);
        Assert.Equal([first], await OutputUtilities.GetValueAsync(options.DependsOn.ToOutput()));
        Assert.Equal((true, "1.2.3"), (options.Protect, options.Version));
        Assert.Equal(["roomName"], options.IgnoreChanges);
        Assert.Null(options.Parent);
        var left = seen.Single(args => args.Resource.GetResourceName() == "room-left");
        Assert.IsType<Room>(left.Options.Parent);
    }

    [Fact]
    public async Task Secrecy_is_seen_in_the_typed_arguments()
    {
        var seen = Seen.Value = [];
        await Deployment.TestAsync<Observed>(new Librarian());

        async Task<bool> IsSecretAsync(string name)
        {
            var args = (ShelfArgs)seen.Single(args => args.Resource.GetResourceName() == name).Args;
            return await Output.IsSecretAsync(args.Tags.ToOutput());
        }

        Assert.True(await IsSecretAsync("first"));
        Assert.False(await IsSecretAsync("second"));
    }

    [Fact]
    public async Task A_resource_s_transformations_come_before_its_parents_and_reach_its_children_only()
    {
        var calls = new List<string>();
        await new Librarian().TestAsync(() =>
        {
            _ = new Shelf("alone", new ShelfArgs { Room = "attic" });
            var room = new Room("room", new() { ResourceTransformations = { Note("room") } });
            _ = new Shelf(
                "own",
                new ShelfArgs { Room = "attic" },
                new() { Parent = room, ResourceTransformations = { Note("own") } });
        });

        Assert.Equal(["room: room", "room: room-left", "room: room-right", "own: own", "room: own"], calls);

        ResourceTransformation Note(string by) => args =>
        {
            calls.Add($"{by}: {args.Resource.GetResourceName()}");
            return null;
        };
    }

    [Fact]
    public async Task A_transformation_gets_the_options_of_the_program_without_inherited_ones()
    {
        var protection = new Dictionary<string, bool?>();
        await new Librarian().TestAsync(() => _ = new Room(
            "room", new() { Protect = true, ResourceTransformations = { Protection } }));

        Assert.Equal(
            [("room", true), ("room-left", null), ("room-right", null)],
            protection.Select(pair => (pair.Key, pair.Value)).Order());

        ResourceTransformationResult? Protection(ResourceTransformationArgs args)
        {
            protection[args.Resource.GetResourceName()] = args.Options.Protect;
            return null;
        }
    }

    [Fact]
    public async Task A_transformation_can_change_arguments_and_options()
    {
        var mocks = new Librarian();
        bool? protection = null;
        await mocks.TestAsync(() => _ = new Shelf(
            "shelf", new ShelfArgs { Room = "attic" }, new() { ResourceTransformations = { Rename, Protect, Look } }));

        Assert.Equal("cellar", Assert.Single(mocks.Resources).Inputs["roomName"]);
        Assert.True(protection);

        static ResourceTransformationResult? Rename(ResourceTransformationArgs args)
            => new ResourceTransformationResult(new ShelfArgs { Room = "cellar" }, args.Options);

        static ResourceTransformationResult? Protect(ResourceTransformationArgs args)
            => new ResourceTransformationResult(
                args.Args,
                CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { Protect = true }));

        ResourceTransformationResult? Look(ResourceTransformationArgs args)
        {
            protection = args.Options.Protect;
            return null;
        }
    }

    [Fact]
    public async Task A_transformation_cannot_change_the_parent()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => new Librarian().TestAsync(() =>
        {
            var room = new Room("room");
            _ = new Shelf("shelf", new ShelfArgs { Room = "attic" }, new()
            {
                ResourceTransformations =
                {
                    args => new ResourceTransformationResult(
                        args.Args, new CustomResourceOptions { Parent = room }),
                },
            });
        }));

        Assert.Contains("cannot currently be used to change the 'parent'", error.Message, StringComparison.Ordinal);
    }

    private static ResourceTransformationResult? Spy(ResourceTransformationArgs args)
    {
        Seen.Value!.Add(args);
        return null;
    }

    public sealed class Observed : Stack
    {
        public Observed()
            : base(new StackOptions { ResourceTransformations = { Spy } })
        {
            var first = new Shelf("first", new ShelfArgs
            {
                Room = "attic",
                Tags = { ["combination"] = Output.CreateSecret("12-34") },
            });
            _ = new Shelf(
                "second",
                new ShelfArgs { Room = "attic", Tags = { ["combination"] = "none" } },
                new() { DependsOn = { first }, Protect = true, IgnoreChanges = { "roomName" } });
            _ = new Room("room");
        }
    }
}
