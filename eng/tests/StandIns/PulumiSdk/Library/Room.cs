using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk.Library;

public sealed class Room : ComponentResource
{
    public Room(string name, ComponentResourceOptions? options = null)
        : base("library:index:Room", name, options)
    {
        Left = new Shelf($"{name}-left", new ShelfArgs { Room = name }, new() { Parent = this });
        Right = new Shelf($"{name}-right", new ShelfArgs { Room = name }, new() { Parent = this });
        LeftId = Left.Id;
        RegisterOutputs(new Dictionary<string, object?> { ["leftId"] = LeftId });
    }

    public Shelf Left { get; }

    public Shelf Right { get; }

    [Output("leftId")]
    public Output<string> LeftId { get; private set; }
}
