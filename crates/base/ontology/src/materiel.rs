//! Military items and the stages of a deal.
//!
//! Source: the project's codebook, section 7.

use crate::named::named;

named! {
    /// The class of a military item or service.
    pub enum Materiel {
        /// Aeroplanes and helicopters with a crew, their engines among them.
        Aircraft = "aircraft",
        /// Surface ships and boats.
        Ship = "ship",
        /// Submarines.
        Submarine = "submarine",
        /// Missiles and rockets that do not belong to air defence.
        Missile = "missile",
        /// Aircraft, boats and vehicles without a crew.
        Drone = "drone",
        /// Tanks, carriers and other armoured vehicles.
        Armour = "armour",
        /// Guns, howitzers, mortars, rocket launchers.
        Artillery = "artillery",
        /// What shoots at aircraft, drones and missiles.
        AirDefence = "air-defence",
        /// Radars and other sensors.
        Radar = "radar",
        /// Rifles, machine guns, pistols, shoulder-fired grenades.
        SmallArms = "small-arms",
        /// Shells, bombs, mines, cartridges, explosives.
        Munitions = "munitions",
        /// Satellites.
        Satellite = "satellite",
        /// Training, upkeep, upgrades.
        Service = "service",
        /// Any other, and arms of no told class.
        Other = "other",
    }
}

named! {
    /// Where a deal stands, or what else is told of an item.
    pub enum Stage {
        /// Somebody would like to have it.
        Interest = "interest",
        /// Somebody asks for it.
        Request = "request",
        /// Somebody offers it.
        Offer = "offer",
        /// They talk about terms.
        Negotiation = "negotiation",
        /// They agreed, or one approved, and nothing is told of a signature.
        Agreed = "agreed",
        /// Signed or ordered.
        Contract = "contract",
        /// Handed over, or on the way.
        Delivered = "delivered",
        /// Its holder has it in service, or puts it into service.
        InService = "in-service",
        /// Used, lost or shown in what the report tells.
        Used = "used",
        /// The one asked, or offered to, said no.
        Refused = "refused",
        /// A deal that stood is called off.
        Cancelled = "cancelled",
        /// Only spoken of.
        Mention = "mention",
    }
}
