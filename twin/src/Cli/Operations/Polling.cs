namespace Twin.Cli.Operations;

/// <summary>Asks again and again for something that takes time.</summary>
internal static class Polling
{
    /// <summary>Asks until there is an answer or the time is over. It asks at least once.</summary>
    /// <param name="ask">The question; null for no answer yet.</param>
    /// <param name="pause">The time between two questions.</param>
    /// <param name="limit">The time after which it is not asked again.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The answer; null if the time is over.</returns>
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
