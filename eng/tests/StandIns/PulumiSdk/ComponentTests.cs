namespace Eng.Tests.StandIns.PulumiSdk;

[Collection(PulumiDeployments.Name)]
public sealed class ComponentTests
{
    [Fact]
    public async Task The_mock_gets_components_but_not_the_stack()
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
    public async Task A_component_registers_the_outputs_that_it_gives()
    {
        var mocks = new Librarian();
        await mocks.TestAsync(() => _ = new Room("room"));

        var registered = mocks.Registered.Single(outputs => outputs.Urn.EndsWith("::room", StringComparison.Ordinal));
        Assert.Equal(["leftId"], registered.Outputs.Keys);
        Assert.Equal("room-left-id", await OutputUtilities.GetValueAsync(registered.Outputs["leftId"]));
    }
}
