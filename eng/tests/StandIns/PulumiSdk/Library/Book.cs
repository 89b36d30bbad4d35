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
