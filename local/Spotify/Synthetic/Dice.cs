namespace Local.Spotify.Synthetic;

/// <summary>
/// Random numbers that follow from their keys alone (SplitMix64): the same on every machine and .NET, and song 5,000
/// can be had without the 4,999 before it.
/// </summary>
internal struct Dice
{
    private ulong _state;

    public Dice(params ReadOnlySpan<long> keys)
    {
        foreach (var key in keys)
        {
            _state = Roll() ^ unchecked((ulong)key);
        }
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((UInt128)Roll() * (ulong)bound) >> 64);

    public bool OneIn(int count) => Below(count) == 0;

    public T Pick<T>(ReadOnlySpan<T> among) => among[Below(among.Length)];

    public string Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Roll());
        BitConverter.TryWriteBytes(bytes[8..], Roll());

        // Spotify's ids begin with 0 to 7: 128 bits do not fill 22 characters.
        return Base62.Id(bytes);
    }

    public string Hexadecimal(int digits)
    {
        Span<char> text = stackalloc char[digits];
        foreach (ref var digit in text)
        {
            digit = "0123456789abcdef"[Below(16)];
        }

        return new string(text);
    }

    private ulong Roll()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
