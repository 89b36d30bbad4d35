using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Tests.StandIns.PulumiSdk.Library;

namespace Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class ComponentTests
{
    [Fact]
    public async Task A_component_is_seen_by_the_mock_and_the_stack_is_not()
    {
        var mocks = new Librarian();
        await mocks.TestAsync(() => _ = new Room("room"));

        Assert.Equal(["room", "room-left", "room-right"], mocks.Resources.Select(resource => resource.Name).Order());
        var room = mocks.Resources.Single(resource => resource.Name == "room");
        Assert.Equal("library:index:Room", room.Type);
        Assert.Empty(room.Inputs);
    }

    [Fact]
    public async Task A_component_keeps_the_outputs_that_it_made_itself()
    {
        Room? room = null;
        var mocks = new Librarian { State = _ => ImmutableDictionary<string, object>.Empty.Add("leftId", "other") };
        await mocks.TestAsync(() => room = new Room("room"));

        Assert.Equal("room-left-id", await OutputUtilities.GetValueAsync(room!.LeftId));
    }

    [Fact]
    public async Task A_component_registers_the_outputs_that_it_marks()
    {
        var mocks = new Librarian();
        await mocks.TestAsync(() => _ = new Room("room"));

        var registered = mocks.Registered.Single(
            outputs => outputs.Urn.EndsWith("::room", StringComparison.Ordinal));
        Assert.Equal(["leftId"], registered.Outputs.Keys);
        Assert.Equal("room-left-id", await OutputUtilities.GetValueAsync(registered.Outputs["leftId"]));
    }

    [Fact]
    public async Task A_component_hands_protection_down_to_its_children_unless_they_say_otherwise()
    {
        var protection = new Dictionary<string, bool?>();
        await new Librarian().TestAsync(() =>
        {
            var room = new Bare("room", new() { Protect = true });
            var inner = new Bare("inner", new() { Parent = room });
            _ = new Bare("open", new() { Parent = room, Protect = false, ResourceTransformations = { Spy } });
            _ = new Bare("leaf", new() { Parent = inner, ResourceTransformations = { Spy } });
        });

        // a transformation sees what the program said, not what is handed down
        Assert.Equal([("leaf", null), ("open", false)], protection.Select(p => (p.Key, p.Value)).Order());

        ResourceTransformationResult? Spy(ResourceTransformationArgs args)
        {
            protection[args.Resource.GetResourceName()] = args.Options.Protect;
            return null;
        }
    }

    [Fact]
    public async Task A_component_takes_one_provider_or_several_but_not_both()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => new Librarian().TestAsync(() =>
        {
            var city = new LibraryProvider("city");
            _ = new Bare("room", new() { Provider = city, Providers = { city } });
        }));

        Assert.Contains("Do not supply both 'provider' and 'providers'", error.Message, StringComparison.Ordinal);
    }

    private sealed class Bare(string name, ComponentResourceOptions options)
        : ComponentResource("library:index:Bare", name, options);
}
