// Two folders that refer to each other, once for each kind of reference: Lower refers to Upper by that kind.

namespace Eng.Tests.Architecture.Samples.Field.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.Field.Lower
{
    internal sealed class Tool
    {
        public readonly Upper.Owner Owner = new();
    }
}

namespace Eng.Tests.Architecture.Samples.Signature.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.Signature.Lower
{
    internal interface Tool
    {
        Upper.Owner? Find(string name);
    }
}

namespace Eng.Tests.Architecture.Samples.BaseType.Upper
{
    internal class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.BaseType.Lower
{
    internal sealed class Tool : Upper.Owner;
}

namespace Eng.Tests.Architecture.Samples.ImplementedInterface.Upper
{
    internal interface Owner
    {
        Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.ImplementedInterface.Lower
{
    internal abstract class Tool : Upper.Owner
    {
        Tool? Upper.Owner.Tool => this;
    }
}

namespace Eng.Tests.Architecture.Samples.TypeArgument.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.TypeArgument.Lower
{
    internal interface Tool
    {
        IEnumerable<Upper.Owner[]> All { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.Constraint.Upper
{
    internal abstract class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.Constraint.Lower
{
    internal interface Tool
    {
        T Find<T>()
            where T : Upper.Owner;
    }
}

namespace Eng.Tests.Architecture.Samples.AppliedAttribute.Upper
{
    [AttributeUsage(AttributeTargets.All)]
    internal sealed class Owner : Attribute
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.AppliedAttribute.Lower
{
    [Upper.Owner]
    internal sealed class Tool;
}

namespace Eng.Tests.Architecture.Samples.AttributeArgument.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.AttributeArgument.Lower
{
    [System.ComponentModel.TypeConverter(typeof(List<Upper.Owner>))]
    internal sealed class Tool;
}

namespace Eng.Tests.Architecture.Samples.MethodBody.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.MethodBody.Lower
{
    internal sealed class Tool
    {
        public override string ToString() => new Upper.Owner().ToString()!;
    }
}

namespace Eng.Tests.Architecture.Samples.GenericCall.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.GenericCall.Lower
{
    internal sealed class Tool
    {
        public override string ToString() => string.Join(' ', Enumerable.Empty<Upper.Owner>());
    }
}

namespace Eng.Tests.Architecture.Samples.CaughtException.Upper
{
    internal sealed class Owner : Exception
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.CaughtException.Lower
{
    internal sealed class Tool
    {
        public override string ToString()
        {
            try
            {
                return base.ToString()!;
            }
            catch (Upper.Owner)
            {
                return "";
            }
        }
    }
}

namespace Eng.Tests.Architecture.Samples.Lambda.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.Lambda.Lower
{
    internal sealed class Tool
    {
        public Func<object> Make { get; } = () => new Upper.Owner();
    }
}

namespace Eng.Tests.Architecture.Samples.AsyncMethod.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.AsyncMethod.Lower
{
    internal sealed class Tool
    {
        public static async Task<object> MakeAsync()
        {
            await Task.Yield();
            return new Upper.Owner();
        }
    }
}

namespace Eng.Tests.Architecture.Samples.NestedType.Upper
{
    internal sealed class Owner
    {
        public Lower.Tool? Tool { get; }
    }
}

namespace Eng.Tests.Architecture.Samples.NestedType.Lower
{
    internal sealed class Tool
    {
        internal interface IPart
        {
            Upper.Owner? Owner { get; }
        }
    }
}
