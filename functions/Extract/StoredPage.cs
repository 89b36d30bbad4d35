using Functions.Lake;

namespace Functions.Extract;

/// <summary>The page that is stored at one place of a reading's folder.</summary>
internal abstract record StoredPage
{
    private StoredPage()
    {
    }

    /// <summary>The reading's page.</summary>
    /// <param name="Page">The page as the manifest lists it.</param>
    /// <param name="IsNew">False if an earlier run has stored it.</param>
    public sealed record Matching(ManifestPage Page, bool IsNew) : StoredPage;

    /// <summary>Another page, from an earlier reading.</summary>
    /// <param name="Reason">The difference, in words.</param>
    public sealed record Different(string Reason) : StoredPage;
}
