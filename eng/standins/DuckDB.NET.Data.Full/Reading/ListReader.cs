using System.Collections;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads lists as <c>List&lt;T&gt;</c> of the elements' type. Value types accept no nulls.</summary>
internal sealed unsafe class ListReader(string name, ColumnReader elements)
    : ColumnReader(name, DuckDBType.List, typeof(List<>).MakeGenericType(elements.ClrType))
{
    public override void Attach(nint vector)
    {
        base.Attach(vector);
        elements.Attach(Duck.ListVectorGetChild(vector));
    }

    protected override object ReadValue(ulong row) => Fill(row, ClrType, elements.ClrType);

    protected override object Convert(object value, Type target) =>
        throw new InvalidCastException($"Unable to cast object of type '{value.GetType()}' to type '{target}'.");

    private IList Fill(ulong row, Type listType, Type elementType)
    {
        var list = (IList)Activator.CreateInstance(listType)!;
        var entry = ((Duck.ListEntry*)Data)[row];
        for (var i = entry.Offset; i < entry.Offset + entry.Length; i++)
        {
            var value = elements.Read(i);
            if (value is null && elementType.IsValueType)
            {
                throw new InvalidCastException("The list contains null value");
            }

            list.Add(value);
        }
        return list;
    }
}
