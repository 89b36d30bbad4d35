using Functions.Lake;

namespace Functions.Extract;

internal abstract record StoredPage
{
    private StoredPage()
    {
    }

    /// <param name="IsNew">False if an earlier run has stored it.</param>
    public sealed record Matching(ManifestPage Page, bool IsNew) : StoredPage;

    public sealed record Different(string Reason) : StoredPage;
}
