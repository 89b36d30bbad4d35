using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk.Library;

public sealed class BookArgs : ResourceArgs
{
    [Input("bookTitle", required: true)]
    public Input<string> Title { get; set; } = null!;

    [Input("pageCount")]
    public Input<int>? PageCount { get; set; }
}
