using System.Text;

namespace Functions.Transform;

/// <summary>
/// Which ids were there already. Spotify's are 128 bits in base62, 22 characters, and kept as such; any other is kept
/// as text.
/// </summary>
internal sealed class IdSet
{
    private const int Length = 22;
    private const ulong SevenDigits = 3_521_614_606_208; // 62^7
    private const byte NoDigit = 62;

    private static readonly UInt128 HighestUpper = (UInt128.MaxValue / SevenDigits) - 1;
    private static readonly byte[] Digits = DigitsOfBase62();

    private UInt128[] _slots = new UInt128[64];
    private int _count;
    private HashSet<string>? _others;

    /// <returns>Whether it was not there.</returns>
    public bool Add(ReadOnlySpan<byte> id) => TryParse(id, out var key)
        ? Add(key)
        : (_others ??= new HashSet<string>(StringComparer.Ordinal)).Add(Encoding.UTF8.GetString(id));

    public void Clear()
    {
        Array.Clear(_slots);
        _count = 0;
        _others?.Clear();
    }

    private bool Add(UInt128 key)
    {
        if (_count * 8L >= _slots.Length * 5L)
        {
            Grow();
        }

        ref var slot = ref Find(_slots, key);
        if (slot == key)
        {
            return false;
        }

        slot = key;
        _count++;
        return true;
    }

    private void Grow()
    {
        var larger = new UInt128[_slots.Length * 2];
        foreach (var key in _slots)
        {
            if (key != UInt128.Zero)
            {
                Find(larger, key) = key;
            }
        }

        _slots = larger;
    }

    /// <summary>Where the key is, or belongs: the first free slot from where its bits point to.</summary>
    private static ref UInt128 Find(UInt128[] slots, UInt128 key)
    {
        var mixed = ((ulong)key ^ (ulong)(key >> 64)) * 0x9E37_79B9_7F4A_7C15;
        var index = (int)(mixed >> 33) & (slots.Length - 1);
        while (slots[index] != UInt128.Zero && slots[index] != key)
        {
            index = (index + 1) & (slots.Length - 1);
        }

        return ref slots[index];
    }

    /// <summary>False also for 0, which stands for a free slot, and for what is above 128 bits.</summary>
    private static bool TryParse(ReadOnlySpan<byte> id, out UInt128 key)
    {
        key = UInt128.Zero;
        if (id.Length != Length)
        {
            return false;
        }

        ulong high = 0, middle = 0, low = 0;
        byte worst = 0;
        for (var i = 0; i < 8; i++)
        {
            high = (high * 62) + Digit(id[i], ref worst);
        }

        for (var i = 8; i < 15; i++)
        {
            middle = (middle * 62) + Digit(id[i], ref worst);
        }

        for (var i = 15; i < Length; i++)
        {
            low = (low * 62) + Digit(id[i], ref worst);
        }

        if (worst == NoDigit)
        {
            return false;
        }

        // The first 15 digits have 90 bits at most
        var upper = ((UInt128)high * SevenDigits) + middle;
        if (upper > HighestUpper)
        {
            return false;
        }

        key = (upper * SevenDigits) + low;
        return key != UInt128.Zero;
    }

    private static byte Digit(byte character, ref byte worst)
    {
        var digit = Digits[character];
        worst = Math.Max(worst, digit);
        return digit;
    }

    private static byte[] DigitsOfBase62()
    {
        var digits = new byte[256];
        digits.AsSpan().Fill(NoDigit);
        for (byte digit = 0; digit < 10; digit++)
        {
            digits['0' + digit] = digit;
        }

        for (byte letter = 0; letter < 26; letter++)
        {
            digits['a' + letter] = (byte)(10 + letter);
            digits['A' + letter] = (byte)(36 + letter);
        }

        return digits;
    }
}
