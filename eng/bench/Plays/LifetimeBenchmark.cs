namespace Bench.Plays;

internal sealed class LifetimeBenchmark
{
    public const int Plays = 2_000_000;
}
