using Pulumi;

namespace Tests.StandIns.PulumiSdk.Library;

/// <summary>A provider's function.</summary>
public static class FindBook
{
    public const string Token = "library:index/findBook:findBook";

    public static Task<FoundBook> InvokeAsync(FindBookArgs args, InvokeOptions? options = null)
        => Deployment.Instance.InvokeAsync<FoundBook>(Token, args ?? new FindBookArgs(), options);

    public static Output<FoundBook> Invoke(FindBookArgs args, InvokeOptions? options = null)
        => Deployment.Instance.Invoke<FoundBook>(Token, args ?? new FindBookArgs(), options);
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
