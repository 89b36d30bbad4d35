namespace Twin.Spotify.Faults;

/// <summary>
/// Measures elapsed time for two kinds of waits: seconds, which a client waits in real time while the stack's clock
/// stands still, and hours, which pass on the stack's clock alone. The longer of the two times counts.
/// </summary>
internal sealed class SandboxClock(TimeProvider stack, TimeProvider wall)
{
    public DateTimeOffset Now => stack.GetUtcNow();
    public TimeProvider Wall => wall;

    public Timestamp Mark() => new(stack.GetUtcNow(), wall.GetTimestamp());

    public TimeSpan Since(Timestamp start)
    {
        var (virtually, really) = (stack.GetUtcNow() - start.Stack, wall.GetElapsedTime(start.Wall));
        return virtually > really ? virtually : really;
    }

    internal readonly record struct Timestamp(DateTimeOffset Stack, long Wall);
}
