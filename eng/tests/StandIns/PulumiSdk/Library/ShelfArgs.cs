using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk.Library;

public sealed class ShelfArgs : ResourceArgs
{
    [Input("books")]
    private InputList<BookArgs>? _books;

    [Input("labels")]
    private InputList<string>? _labels;

    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("roomName", required: true)]
    public Input<string> Room { get; set; } = null!;

    [Input("rowCount")]
    public Input<int>? RowCount { get; set; }

    [Input("height")]
    public Input<double>? Height { get; set; }

    [Input("isLocked")]
    public Input<bool>? IsLocked { get; set; }

    [Input("wood")]
    public Input<Wood>? Wood { get; set; }

    [Input("rule")]
    public InputUnion<string, RuleArgs>? Rule { get; set; }

    [Input("plans")]
    public Input<Archive>? Plans { get; set; }

    [Input("serial")]
    public Input<long>? Serial { get; set; }

    [Input("anything")]
    public Input<object>? Anything { get; set; }

    public InputList<BookArgs> Books
    {
        get => _books ??= [];
        set => _books = value;
    }

    public InputList<string> Labels
    {
        get => _labels ??= [];
        set => _labels = value;
    }

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }
}
