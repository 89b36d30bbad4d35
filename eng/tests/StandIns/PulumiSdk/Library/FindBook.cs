using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk.Library;

public static class FindBook
{
    public const string Token = "library:index/findBook:findBook";

    public static Output<FoundBook> Invoke(FindBookArgs args)
        => Deployment.Instance.Invoke<FoundBook>(Token, args ?? new FindBookArgs());
}

public sealed class FindBookArgs : InvokeArgs
{
    [Input("bookTitle")]
    public Input<string>? Title { get; set; }
}

[OutputType]
public sealed class FoundBook
{
    [OutputConstructor]
    private FoundBook(string shelf, int row)
    {
        Shelf = shelf;
        Row = row;
    }

    public string Shelf { get; }

    public int Row { get; }
}
