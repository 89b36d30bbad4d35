using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk;

/// <summary>A resource in the style of a provider's generated classes.</summary>
public sealed class Shelf(string name, ShelfArgs args) : CustomResource("library:index/shelf:Shelf", name, args)
{
    [Output("roomName")]
    public Output<string> Room { get; private set; } = null!;
}

public sealed class ShelfArgs : ResourceArgs
{
    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("roomName", required: true)]
    public Input<string> Room { get; set; } = null!;

    [Input("serial")]
    public Input<long>? Serial { get; set; }

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }
}
