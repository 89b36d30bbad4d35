namespace Twin.Tests.Aws;

/// <summary>Expects a refusal whose message contains a text.</summary>
internal static class Refused
{
    public static void With<T>(string text, Action call)
        where T : Exception =>
        Assert.Contains(text, Assert.Throws<T>(call).Message, StringComparison.Ordinal);

    public static async Task WithAsync<T>(string text, Func<Task> call)
        where T : Exception =>
        Assert.Contains(text, (await Assert.ThrowsAsync<T>(call)).Message, StringComparison.Ordinal);
}
