namespace Tests.Support;

internal static class TestCancellation
{
    /// <summary>Is cancelled when the running test is.</summary>
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
