using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Eng.Tests.Architecture;

internal static class Instructions
{
    private const byte TwoBytes = 0xFE;

    private static readonly ImmutableDictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToImmutableDictionary(code => code.Value);

    /// <summary>The metadata tokens of types, methods, fields and signatures.</summary>
    public static IEnumerable<int> TokensOf(ImmutableArray<byte> body)
    {
        var at = 0;
        while (at < body.Length)
        {
            var code = Codes[body[at] == TwoBytes ? (short)((TwoBytes << 8) | body[at + 1]) : body[at]];
            at += code.Size;
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig
                    or OperandType.InlineTok or OperandType.InlineType:
                    yield return Number(at);
                    break;
                case OperandType.InlineSwitch:
                    at += sizeof(int) * Number(at);
                    break;
            }

            at += SizeOf(code.OperandType);
        }

        int Number(int offset) => BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan()[offset..]);
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
