namespace Twin.Cli.Operations;

internal static class Polling
{
    /// <summary>Asks until there is an answer or the time is over. It asks at least once.</summary>
    public static async Task<T?> UntilAsync<T>(
        Func<Task<T?>> ask,
        TimeSpan pause,
        TimeSpan limit,
        TimeProvider clock,
        CancellationToken cancellationToken)
        where T : class
    {
        var end = clock.GetUtcNow() + limit;
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (clock.GetUtcNow() + pause > end)
            {
                return null;
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }
}
