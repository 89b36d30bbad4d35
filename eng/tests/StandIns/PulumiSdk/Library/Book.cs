using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk.Library;

[OutputType]
public sealed class Book
{
    [OutputConstructor]
    private Book(string bookTitle, int? pageCount)
    {
        Title = bookTitle;
        PageCount = pageCount;
    }

    public string Title { get; }
    public int? PageCount { get; }
}

public sealed class BookArgs : ResourceArgs
{
    [Input("bookTitle", required: true)]
    public Input<string> Title { get; set; } = null!;

    [Input("pageCount")]
    public Input<int>? PageCount { get; set; }
}

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
